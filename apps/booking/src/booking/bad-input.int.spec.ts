import { newId, type Problem } from '@edu/contract-kit';
import { availabilityErrors, availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors, bookingRpc } from '@edu/contracts-booking';
import { testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookSeries } from '../series/series.harness.ts';
import { BookingBench, inHours, MODERATE, PRICE } from './booking.harness.ts';

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

it('a time that cannot be had is refused with the nearest that can, when booking and when moving', async () => {
  const own = await bench.confirmed(learner);
  const taken = await bench.book(await testActor('student'), { startsAt: inHours(96) });
  const { providerId, startsAt } = taken;
  const [notOffered, nearest] = [inHours(120), inHours(97)];
  bench.refusing.add(notOffered);
  for (const start of [startsAt, notOffered]) bench.nearest.set(start, nearest);
  const refused = (code: string) => ({ status: 409, code, params: { nearest } });
  const gone = refused(availabilityErrors.slotNotOffered.code);
  const has = refused(bookingErrors.slotTaken.code);
  await expect(bench.book(learner, { providerId, startsAt })).rejects.toMatchObject(has);
  const book = bench.book(learner, { providerId, startsAt: notOffered });
  await expect(book).rejects.toMatchObject(gone);
  const move = { id: own.id, startsAt: notOffered };
  const as = { as: learner, key: newId() };
  await expect(bench.service.call(bookingRpc.reschedule, move, as)).rejects.toMatchObject(gone);
});

it('many who are refused a time learn the nearest by one question', async () => {
  const { providerId, startsAt } = await bench.book(await testActor('student'));
  const nearest = inHours(49);
  let asked = 0;
  bench.service.fake(availabilityRpc.quoteSeries, () => {
    asked++;
    const time = { startsAt, endsAt: startsAt, busyFrom: startsAt, busyUntil: startsAt };
    const lesson = { ...time, obstacle: 'busy' as const, nearest };
    const terms = { price: PRICE, zone: 'Africa/Abidjan', policy: MODERATE };
    return { providerId, ...terms, lessons: [lesson, lesson] };
  });
  const rivals = await Promise.all(Array.from({ length: 10 }, () => testActor('student')));
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
