import { describe, expect, it } from 'vitest';
import { newId, type RpcArgs } from '@edu/contract-kit';
import { availabilityErrors, availabilityRpc } from '@edu/contracts-availability';
import { bookingEvents } from '@edu/contracts-booking';
import { testActor, type TestActor } from '@edu/testing';
import { SlotStage, week } from './slot.harness.ts';

type Wanted = RpcArgs<typeof availabilityRpc.preview>;

const stage = new SlotStage();
const WEDNESDAY = { from: '2026-11-25', to: '2026-11-25' };

const preview = (changes: Partial<Wanted> = {}, as: TestActor = stage.tutor) =>
  stage.service.call(availabilityRpc.preview, { schedule: week, ...WEDNESDAY, ...changes }, { as });

describe('the preview of a schedule', () => {
  it('is what the free slots say once it is written, and writes nothing', async () => {
    const schedule = {
      ...week,
      weekly: [{ day: 3, ranges: [{ from: '14:00', to: '18:30' }] }],
      durationsMinutes: [90],
      stepMinutes: 45,
      policy: 'strict' as const,
    };
    const before = await stage.slots();
    const shown = await preview({ schedule });
    expect(shown).toMatchObject({ zone: 'Africa/Abidjan', durationMinutes: 90, stepMinutes: 45 });
    expect(shown.days).toHaveLength(1);
    expect(await stage.slots()).toEqual(before);
    await stage.service.call(availabilityRpc.saveMine, schedule, { as: stage.tutor });
    const free = await stage.slots({ durationMinutes: 90 });
    expect([free.days, free.policy]).toEqual([shown.days, shown.policy]);
    expect(shown.policy.name).toBe('strict');
  });

  it('leaves out what is booked', async () => {
    const lesson = { startsAt: '2026-11-25T09:00:00.000Z', endsAt: '2026-11-25T10:00:00.000Z' };
    const { providerId } = stage;
    await stage.publish(bookingEvents.created, {
      ...{ bookingId: newId(), learnerId: newId(), providerId, version: 1 },
      ...{ ...lesson, busyFrom: lesson.startsAt, busyUntil: lesson.endsAt },
      ...{ mode: 'online', price: { amount: 5_000, currency: 'XOF' }, zone: 'Africa/Abidjan' },
      holdExpiresAt: lesson.startsAt,
    });
    const { days } = await preview();
    expect(days).toEqual((await stage.slots()).days);
    expect(days[0]!.ranges[0]!.startsAt).toBe('2026-11-25T10:00:00.000Z');
  });

  it('needs neither a schedule nor a profile', async () => {
    const shown = await preview({}, await testActor('coach'));
    expect(shown.days.map(({ date }) => date)).toEqual(['2026-11-25']);
  });

  it('is in the zone and for the duration asked for', async () => {
    const far = await preview({ zone: 'Asia/Tokyo', durationMinutes: 90, to: '2026-11-26' });
    expect(far).toMatchObject({ zone: 'Asia/Tokyo', durationMinutes: 90 });
    expect(far.days[0]).toMatchObject({
      date: '2026-11-25',
      ranges: [{ localStart: '2026-11-25T18:00:00+09:00' }],
    });
    expect((await preview({ durationMinutes: 45 })).days).toEqual([]);
  });

  it.each([
    ['a bad range', { schedule: { ...week, stepMinutes: 7 } }, '/schedule/stepMinutes'],
    ['days backwards', { from: '2026-11-26' }, '/to'],
    ['no zone', { zone: 'Mars/Olympus' }, '/zone'],
  ])('refuses %s', async (_, changes, pointer) => {
    await expect(preview(changes)).rejects.toMatchObject({ status: 400, errors: [{ pointer }] });
  });

  it('refuses too many days, and who teaches nobody', async () => {
    await expect(preview({ to: '2027-01-26' })).rejects.toMatchObject({
      code: availabilityErrors.rangeTooLong.code,
    });
    await expect(preview({}, await testActor('student'))).rejects.toMatchObject({ status: 403 });
  });
});
