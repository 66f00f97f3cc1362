import { afterAll, beforeAll, expect, it } from 'vitest';
import { bookingEvents, type Series } from '@edu/contracts-booking';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { BookingBench } from '../booking/booking.harness.ts';
import { bookSeries } from './series.harness.ts';

let bench: BookingBench;
let learner: TestActor;
let series: Series;
beforeAll(async () => {
  bench = await BookingBench.start({}, 2);
  learner = await testActor('student');
  series = await bookSeries(bench, learner);
});
afterAll(() => bench?.stop());

const dueTimes = async () => {
  const { rows } = await bench.service.sql.query<{ starts_at: Date; payment_due_at: Date | null }>(
    'SELECT starts_at, payment_due_at FROM booking WHERE series_id = $1 ORDER BY starts_at',
    [series.id],
  );
  return rows.map(
    ({ starts_at: start, payment_due_at: due }) => due && (+start - +due) / 3_600_000,
  );
};
const makeDue = (index: number) =>
  bench.service.sql.query('UPDATE booking SET payment_due_at = now() WHERE id = $1', [
    series.lessons[index]!.id,
  ]);
const said = (index: number) =>
  bench.service.events
    .of(bookingEvents.paymentDue)
    .filter(({ bookingId }) => bookingId === series.lessons[index]!.id);

it('says once of each later lesson that it is to be paid, three days before it begins', async () => {
  expect(await dueTimes()).toEqual([null, 72, 72, 72]);
  await makeDue(1);
  const event = await bench.service.events.next(
    bookingEvents.paymentDue,
    (e) => e.bookingId === series.lessons[1]!.id,
  );
  expect(event).toMatchObject({ payUntil: series.lessons[1]!.holdExpiresAt });
  await eventually(async () => expect(await dueTimes()).toEqual([null, null, 72, 72]));
  expect(said(1)).toHaveLength(1);
});

it('says nothing of a lesson that is paid', async () => {
  await bench.paymentSucceeds(series.lessons[2]!.id);
  await bench.becomes(series.lessons[2]!.id, learner, 'confirmed');
  await makeDue(2);
  await makeDue(3);
  await bench.service.events.next(
    bookingEvents.paymentDue,
    (e) => e.bookingId === series.lessons[3]!.id,
  );
  expect(said(2)).toEqual([]);
});
