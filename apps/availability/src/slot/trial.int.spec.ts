import { describe, expect, it } from 'vitest';
import { availabilityErrors, availabilityRpc } from '@edu/contracts-availability';
import { SlotStage, week } from './slot.harness.ts';

const stage = new SlotStage();
const START = '2026-11-25T09:00:00.000Z';
const TRIAL = { durationMinutes: 30, price: { amount: 1_500, currency: 'XOF' as const } };

const offer = (trial: typeof TRIAL | null) =>
  stage.service.call(availabilityRpc.saveMine, { ...week, trial }, { as: stage.tutor });

describe('a trial lesson', () => {
  it('has a length and a price of its own, in the hours of every lesson', async () => {
    await offer(TRIAL);
    const slots = await stage.slots({ trial: true, durationMinutes: 30 });
    expect(slots).toMatchObject({ trial: TRIAL, durationsMinutes: [60, 90], durationMinutes: 30 });
    expect(slots.days[0]?.ranges[0]).toMatchObject({ startsAt: START });
    const quote = await stage.quote(START, { trial: true, durationMinutes: 30 });
    expect(quote).toMatchObject({
      ...{ price: TRIAL.price, startsAt: START, endsAt: '2026-11-25T09:30:00.000Z' },
      // The buffers are those of every lesson.
      busyUntil: '2026-11-25T09:45:00.000Z',
    });
  });

  it('leaves the usual lessons as they are', async () => {
    await offer(TRIAL);
    expect((await stage.slots({ durationMinutes: 30 })).days).toEqual([]);
    expect((await stage.quote(START)).price).toEqual({ amount: 5_000, currency: 'XOF' });
  });

  it.each([
    ['is none where the provider offers none', null, 30],
    ['is none of another length', TRIAL, 60],
    [
      'is none at a price in another currency than the usual one',
      { ...TRIAL, price: { amount: 500, currency: 'EUR' as const } },
      30,
    ],
  ])('%s', async (_, trial, durationMinutes) => {
    await offer(trial as typeof TRIAL | null);
    const asked = { trial: true, durationMinutes };
    await expect(stage.quote(START, asked)).rejects.toMatchObject({
      code: availabilityErrors.slotNotOffered.code,
    });
    expect((await stage.slots(asked)).days).toEqual([]);
  });

  it('has times near one that cannot be had', async () => {
    await offer(TRIAL);
    const lesson = { durationMinutes: 30, mode: 'online' as const, trial: true };
    const input = { providerId: stage.providerId, startsAt: '2026-11-25T08:45:00Z', ...lesson };
    const { starts } = await stage.service.call(availabilityRpc.nearStarts, input);
    expect(starts[0]).toMatchObject({ startsAt: START, endsAt: '2026-11-25T09:30:00.000Z' });
  });

  it('costs something', async () => {
    const free = { ...TRIAL, price: { amount: 0, currency: 'XOF' as const } };
    await expect(offer(free)).rejects.toMatchObject({
      status: 400,
      errors: [{ pointer: '/trial/price/amount' }],
    });
  });
});
