import { expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { availabilityErrors, availabilityRpc } from '@edu/contracts-availability';
import { SlotStage, week } from '../slot/slot.harness.ts';

const stage = new SlotStage();
const quote = (starts: string[], repeat?: { everyWeeks?: number; times: number }) =>
  stage.service.call(availabilityRpc.quoteSeries, {
    ...{ providerId: stage.providerId, starts, ...(repeat && { repeat }) },
  });

it('prices a series and agrees with the quote of each of its lessons', async () => {
  const { lessons, ...terms } = await quote(['2026-11-25T10:00:00Z'], { times: 20 });
  expect(terms).toMatchObject({
    price: { amount: 5_000, currency: 'XOF' },
    zone: 'Africa/Abidjan',
    policy: { name: 'flexible' },
  });
  expect(lessons).toHaveLength(20);
  for (const { obstacle, startsAt, endsAt, busyFrom, busyUntil } of lessons) {
    const single = stage.quote(startsAt);
    if (obstacle !== null) {
      expect(obstacle).toBe('too_far');
      await expect(single).rejects.toMatchObject({
        code: availabilityErrors.slotNotOffered.code,
      });
    } else {
      expect(await single).toMatchObject({ startsAt, endsAt, busyFrom, busyUntil });
    }
  }
  expect(lessons.filter(({ obstacle }) => obstacle === null).length).toBeGreaterThan(10);
});

it('takes 52 lessons of a year', async () => {
  const year = { ...week, horizonDays: 365 };
  await stage.service.call(availabilityRpc.saveMine, year, { as: stage.tutor });
  const { lessons } = await quote(['2026-11-25T10:00:00Z'], { times: 52 });
  expect(lessons.filter(({ obstacle }) => obstacle === null)).toHaveLength(52);
});

it.each([
  ['one lesson alone', { starts: ['2026-11-25T10:00:00Z'] }],
  ['a time twice', { starts: ['2026-11-25T10:00:00Z', '2026-11-25T10:00:00.000Z'] }],
  [
    'two firsts',
    { starts: ['2026-11-25T10:00:00Z', '2026-11-26T10:00:00Z'], repeat: { times: 2 } },
  ],
  ['53 lessons', { starts: ['2026-11-25T10:00:00Z'], repeat: { times: 53 } }],
  ['10 000 lessons', { starts: Array.from({ length: 10_000 }, (_, n) => dayAt(n)) }],
  ['no time', { starts: [] }],
])('refuses %s', async (_what, pattern) => {
  const call = stage.service.call(availabilityRpc.quoteSeries, {
    ...{ providerId: stage.providerId, ...pattern },
  });
  await expect(call).rejects.toMatchObject({ status: 400 });
});

it('names times at which whoever learns is free as well', async () => {
  const starts = ['2026-11-25T10:00:00Z', '2026-11-26T10:00:00Z'];
  const learnerBusy = [{ startsAt: '2026-11-25T10:30:00Z', endsAt: '2026-11-25T11:30:00Z' }];
  const input = { providerId: stage.providerId, starts, learnerBusy };
  const { lessons } = await stage.service.call(availabilityRpc.quoteSeries, input);
  expect(lessons.map(({ obstacle, nearest }) => [obstacle, nearest])).toEqual([
    ['learner_busy', '2026-11-25T09:30:00.000Z'],
    [null, null],
  ]);
});

it('refuses a length or a mode that is never offered, and times that are years away', async () => {
  const input = { providerId: stage.providerId, starts: ['2026-11-25T10:00:00Z'] };
  const wrong = [{ durationMinutes: 45 }, { mode: 'in_person' as const }];
  for (const change of wrong) {
    const asked = { ...input, repeat: { times: 3 }, ...change };
    await expect(stage.service.call(availabilityRpc.quoteSeries, asked)).rejects.toMatchObject({
      code: availabilityErrors.slotNotOffered.code,
    });
  }
  await expect(quote(['9999-12-01T10:00:00Z'], { times: 52 })).rejects.toMatchObject({
    code: availabilityErrors.slotNotOffered.code,
  });
  const nobody = { ...input, providerId: newId(), repeat: { times: 3 } };
  await expect(stage.service.call(availabilityRpc.quoteSeries, nobody)).rejects.toMatchObject({
    code: availabilityErrors.noSchedule.code,
  });
});

it('refuses a series with somebody who wants to be asked about each lesson', async () => {
  const asks = { ...week, bookingMode: 'request' as const };
  await stage.service.call(availabilityRpc.saveMine, asks, { as: stage.tutor });
  await expect(quote(['2026-11-25T10:00:00Z'], { times: 3 })).rejects.toMatchObject({
    code: availabilityErrors.asksFirst.code,
    status: 409,
  });
});

function dayAt(days: number): string {
  return new Date(Date.UTC(2026, 10, 25, 10) + days * 86_400_000).toISOString();
}
