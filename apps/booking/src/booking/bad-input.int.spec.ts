import { newId, type Problem } from '@edu/contract-kit';
import { availabilityErrors, availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors, bookingRpc } from '@edu/contracts-booking';
import { testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookSeries } from '../series/series.harness.ts';
import { BookingBench, inHours } from './booking.harness.ts';

let bench: BookingBench;
let learner: TestActor;
beforeAll(async () => {
  bench = await BookingBench.start();
  learner = await testActor('student');
});
afterAll(() => bench.stop());

const refusedAt = (...pointers: string[]) => ({
  status: 400,
  errors: expect.arrayContaining(pointers.map((pointer) => expect.objectContaining({ pointer }))),
});

it.each([
  ['a price of one’s own', { price: { amount: 1, currency: 'XOF' } }, '/price'],
  ['a currency of one’s own', { currency: 'USD' }, '/currency'],
  ['a state', { state: 'confirmed' }, '/state'],
  ['an offset that no place has', { startsAt: '2027-01-04T10:00:00+99:00' }, '/startsAt'],
  ['a day that no month has', { startsAt: '2027-02-30T10:00:00Z' }, '/startsAt'],
  ['a time without a zone', { startsAt: '2027-01-04T10:00:00' }, '/startsAt'],
  ['a word', { startsAt: 'tomorrow' }, '/startsAt'],
  ['a lesson of no length', { durationMinutes: 0 }, '/durationMinutes'],
  ['a lesson of a year', { durationMinutes: 525_600 }, '/durationMinutes'],
])('%s books nothing, and the answer says where it is wrong', async (_what, wrong, pointer) => {
  const input = { providerId: newId(), startsAt: inHours(48), ...wrong };
  const refused = bench.service.call(bookingRpc.create, input, {
    ...{ as: learner, key: newId() },
  });
  await expect(refused).rejects.toMatchObject(refusedAt(pointer));
});

it.each([
  ['that repeats 10 000 times', { repeat: { times: 10_000 } }, '/repeat/times'],
  [
    'of 10 000 times',
    { starts: Array.from({ length: 10_000 }, (_, n) => inHours(48 + n)) },
    '/starts',
  ],
  ['of no time', { starts: [] }, '/starts'],
])('a series %s books nothing', async (_what, wrong, pointer) => {
  await expect(bookSeries(bench, learner, wrong)).rejects.toMatchObject(refusedAt(pointer));
});

it('what is over stays as it is, and what is another’s is not there', async () => {
  const { id } = await bench.confirmed(learner);
  await bench.cancel(id, learner);
  const as = { as: learner, key: newId() };
  const over = { status: 409, code: bookingErrors.illegalTransition.code };
  await expect(bench.cancel(id, learner)).rejects.toMatchObject(over);
  const move = { id, startsAt: inHours(72) };
  await expect(bench.service.call(bookingRpc.reschedule, move, as)).rejects.toMatchObject(over);
  const stranger = await testActor('student');
  for (const unknown of [id, newId()]) {
    await expect(bench.cancel(unknown, stranger)).rejects.toMatchObject({
      ...{ status: 404, code: bookingErrors.notFound.code },
    });
  }
  const { rows } = await bench.service.sql.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM booking WHERE learner_id = $1',
    [learner.userId],
  );
  expect(rows).toEqual([{ count: 1 }]);
});

/** A refusal of a time, and the nearest that can be had. */
const gone = (error: { readonly code: string }, nearest: string) => ({
  ...{ status: 409, code: error.code },
  params: { nearest },
});
const stranger = () => testActor('student');

it('a time that cannot be had is refused with the nearest that can, when booking and when moving', async () => {
  const own = await bench.confirmed(learner);
  const taken = await bench.book(await stranger(), { startsAt: inHours(96) });
  const { providerId, startsAt } = taken;
  const [notOffered, nearest] = [inHours(120), inHours(97)];
  bench.refusing.add(notOffered);
  for (const start of [startsAt, notOffered]) bench.near.set(start, [nearest, inHours(98)]);
  const notThere = gone(availabilityErrors.slotNotOffered, nearest);
  const has = gone(bookingErrors.slotTaken, nearest);
  await expect(bench.book(learner, { providerId, startsAt })).rejects.toMatchObject(has);
  const book = bench.book(learner, { providerId, startsAt: notOffered });
  await expect(book).rejects.toMatchObject(notThere);
  const move = { id: own.id, startsAt: notOffered };
  const as = { as: learner, key: newId() };
  await expect(bench.service.call(bookingRpc.reschedule, move, as)).rejects.toMatchObject(notThere);
});

it('what overlaps a slot that was just taken is not the nearest: availability may not know yet', async () => {
  const { providerId, startsAt } = await bench.book(await stranger(), { startsAt: inHours(150) });
  const free = inHours(151.5);
  bench.near.set(startsAt, [inHours(150.5), inHours(149.5), free]);
  const book = bench.book(await stranger(), { providerId, startsAt });
  await expect(book).rejects.toMatchObject(gone(bookingErrors.slotTaken, free));
});

it('whoever has another lesson then learns when both are free', async () => {
  const busy = await stranger();
  const lessons = [inHours(170), inHours(171)];
  for (const startsAt of lessons) await bench.book(busy, { startsAt });
  const [wanted, both] = [lessons[0]!, inHours(172.5)];
  bench.near.set(wanted, [inHours(170.5), lessons[1]!, inHours(171.5), both]);
  const providerId = newId();
  const refused = gone(bookingErrors.learnerBusy, both);
  await expect(bench.book(busy, { providerId, startsAt: wanted })).rejects.toMatchObject(refused);
  // Another's lessons are in nobody's way.
  const [gap] = bench.near.get(wanted)!;
  bench.refusing.add(wanted);
  const notOffered = gone(availabilityErrors.slotNotOffered, gap!);
  const other = bench.book(await stranger(), { providerId, startsAt: wanted });
  await expect(other).rejects.toMatchObject(notOffered);
});

it('a moved lesson gets a time at which its learner is free, and none where it is', async () => {
  const own = await bench.confirmed(await stranger(), { startsAt: inHours(190) });
  const as = await stranger();
  const moved = await bench.confirmed(as, { providerId: own.providerId, startsAt: inHours(200) });
  const elsewhere = await bench.book(as, { startsAt: inHours(192) });
  const free = inHours(194);
  bench.near.set(own.startsAt, [moved.startsAt, elsewhere.startsAt, free]);
  const move = bench.service.call(
    bookingRpc.reschedule,
    { id: moved.id, startsAt: own.startsAt },
    { as, key: newId() },
  );
  await expect(move).rejects.toMatchObject(gone(bookingErrors.slotTaken, free));
});

it('many who are refused a time learn the nearest by one question', async () => {
  const { providerId, startsAt } = await bench.book(await stranger());
  const [nearest, busyUntil] = [inHours(49.5), inHours(50)];
  let asked = 0;
  bench.service.fake(availabilityRpc.nearStarts, () => {
    asked++;
    const times = { startsAt: nearest, endsAt: busyUntil, busyFrom: nearest, busyUntil };
    return { starts: [times] };
  });
  const rivals = await Promise.all(Array.from({ length: 10 }, stranger));
  const refusals = await Promise.allSettled(
    rivals.map((rival) => bench.book(rival, { providerId, startsAt })),
  );
  // One that meets another at the same moment may be asked to try again.
  const taken = refusals
    .map((refusal) => (refusal as PromiseRejectedResult).reason as Problem)
    .filter((problem) => problem.is(bookingErrors.slotTaken));
  for (const { params } of taken) expect(params).toEqual({ nearest });
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(taken.length);
});
