import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { bookingEvents, bookingRpc, type Approval } from '@edu/contracts-booking';
import { testActor } from '@edu/testing';
import { BookingBench, inHours, outcomes, PRICE } from '../booking/booking.harness.ts';
import { bookSeries } from '../series/series.harness.ts';
import { AskingFamily } from './approval.harness.ts';

let bench: BookingBench;
beforeAll(async () => {
  bench = await BookingBench.start({ DATABASE_POOL: '16' }, 2);
});
beforeEach(() => bench.obstacles.clear());
afterAll(() => bench.stop());

const problem = (code: string) => expect.objectContaining({ code: `booking.${code}` }) as unknown;
const startsOf = ({ series }: Approval) => series!.lessons.map(({ startsAt }) => startsAt);

/** A child that may spend the price of two lessons a month. */
async function openWithTwoAMonth(): Promise<AskingFamily> {
  const asking = await AskingFamily.open(bench);
  const monthly = { ...PRICE, amount: PRICE.amount * 2 };
  await asking.family.change({ providers: null, monthly });
  return asking;
}

async function seriesOf({ bookingId, seriesId }: Approval, as: AskingFamily['parent']) {
  const series = await bench.service.call(bookingRpc.getSeries, { seriesId: seriesId! }, { as });
  expect(series.lessons[0]).toMatchObject({ id: bookingId });
  return series;
}

it('a child asks once for a whole series beyond its caps, and one answer books all of it', async () => {
  const asking = await openWithTwoAMonth();
  const { child, parent, family } = asking;
  const wanted = { providerId: family.providerId(), starts: [inHours(48)] };
  await expect(bookSeries(bench, child, wanted)).rejects.toEqual(problem('beyond_caps'));
  const key = newId();
  const asked = await asking.askSeries({ ...wanted, key, subject: 'maths' });
  expect(asked).toMatchObject({
    ...{ state: 'open', beyond: ['cap_monthly'], price: PRICE, subject: 'maths' },
    ...{ startsAt: wanted.starts[0], bookingId: null, seriesId: null },
    series: { everyWeeks: 1, take: 'all', total: { ...PRICE, amount: PRICE.amount * 4 } },
  });
  expect(startsOf(asked)).toEqual([0, 1, 2, 3].map((week) => weeksAfter(asked.startsAt, week)));
  expect(await asking.askSeries({ ...wanted, key, subject: 'maths' })).toEqual(asked);
  for (const who of [parent, child]) expect(await asking.list(who)).toEqual([asked]);
  expect(await family.booked()).toBe(0);

  const answer = newId();
  const first = await asking.approve(asked, parent, answer);
  expect(first).toMatchObject({
    ...{ learnerId: child.userId, payerId: parent.userId, startsAt: asked.startsAt },
    ...{ price: PRICE, state: 'pending', subject: 'maths' },
  });
  expect(await asking.approve(asked, parent, answer)).toEqual(first);
  await expect(asking.approve(asked)).rejects.toEqual(problem('approval_closed'));
  const [approved] = await asking.list(child);
  expect(approved).toMatchObject({ state: 'approved', seriesId: first.seriesId });
  const series = await seriesOf(approved!, parent);
  expect(series).toMatchObject({ everyWeeks: 1, skipped: [], payerId: parent.userId });
  expect(series.lessons.map(({ startsAt }) => startsAt)).toEqual(startsOf(asked));
  expect(
    await bench.service.events.next(
      bookingEvents.approvalClosed,
      ({ approvalId }) => approvalId === asked.id,
    ),
  ).toMatchObject({ outcome: 'approved', toIds: [child.userId] });
  await bench.paymentSucceeds(first.id);
  await bench.becomes(first.id, child, 'confirmed');
});

it('books what the child saw and no more: what was taken then stays out, though it is free by now', async () => {
  const asking = await AskingFamily.open(bench);
  const start = inHours(72);
  bench.obstacles.set(weeksAfter(start, 1), 'busy');
  await expect(asking.askSeries({ starts: [start] })).rejects.toEqual(problem('series_not_free'));
  const asked = await asking.askSeries({ starts: [start], take: 'free' });
  expect(startsOf(asked)).toEqual([0, 2, 3].map((week) => weeksAfter(start, week)));
  expect(asked.series!.total.amount).toBe(PRICE.amount * 3);
  bench.obstacles.clear();
  await asking.approve(asked);
  const [approved] = await asking.list();
  const series = await seriesOf(approved!, asking.parent);
  expect(series.lessons.map(({ startsAt }) => startsAt)).toEqual(startsOf(asked));
  expect(series.skipped).toEqual([weeksAfter(start, 1)]);
});

it('a lesson that is taken meanwhile refuses all, or is left out where the child wanted that', async () => {
  const asking = await AskingFamily.open(bench);
  const whole = await asking.askSeries();
  const part = await asking.askSeries({ starts: [inHours(52)], take: 'free' });
  for (const { providerId, series } of [whole, part]) {
    await bench.book(await testActor('student'), {
      ...{ providerId, startsAt: series!.lessons[2]!.startsAt },
    });
  }
  await expect(asking.approve(whole)).rejects.toEqual(problem('series_not_free'));
  expect(await asking.family.booked()).toBe(0);
  await asking.approve(part);
  expect(await asking.family.booked()).toBe(3);
  const states = (await asking.list()).map(({ id, state }) => [id, state]);
  expect(Object.fromEntries(states)).toEqual({ [whole.id]: 'open', [part.id]: 'approved' });
});

it('a price that has risen is not approved', async () => {
  const asking = await AskingFamily.open(bench);
  const asked = await asking.askSeries();
  const lower = 'UPDATE approval SET price_amount = price_amount - 1 WHERE id = $1';
  await bench.service.sql.query(lower, [asked.id]);
  await expect(asking.approve(asked)).rejects.toEqual(problem('price_raised'));
  expect(await asking.family.booked()).toBe(0);
});

it('of two parents, and of one who refuses, one answer counts', async () => {
  for (let round = 0; round < 3; round++) {
    const asking = await AskingFamily.open(bench);
    const second = await testActor('parent');
    await asking.family.change({ parentIds: [asking.parent.userId, second.userId] });
    const asked = await asking.askSeries();
    const { succeeded, codes } = await outcomes([
      asking.approve(asked),
      asking.approve(asked, second),
      asking.refuse(asked, 'No.', second),
    ]);
    expect(succeeded).toBe(1);
    expect(codes).toEqual(['booking.approval_closed']);
    const [over] = await asking.list();
    expect(await asking.family.booked()).toBe(over!.state === 'approved' ? 4 : 0);
  }
});

it('what is within the caps is booked without asking, and nobody asks twice', async () => {
  const asking = await openWithTwoAMonth();
  await expect(asking.askSeries({ repeat: { times: 2 } })).rejects.toEqual(problem('within_caps'));
  const asked = await asking.askSeries();
  await expect(asking.askSeries({ starts: [asked.startsAt] })).rejects.toEqual(
    problem('asked_already'),
  );
  await expect(asking.askSeries({}, await testActor('student'))).rejects.toEqual(
    problem('learner_not_found'),
  );
  await asking.withdraw(asked);
  await expect(asking.approve(asked)).rejects.toEqual(problem('approval_closed'));
});

function weeksAfter(start: string, weeks: number): string {
  return new Date(Date.parse(start) + weeks * 7 * 86_400_000).toISOString();
}
