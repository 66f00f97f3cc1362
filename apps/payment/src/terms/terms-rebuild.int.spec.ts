import type { UnknownValue } from '@edu/contract-kit';
import { bookingRpc, type BookingState } from '@edu/contracts-booking';
import { paymentRpc } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start();
});
afterAll(() => bench.stop());

const terms = (bookingId: string) =>
  bench.rows('SELECT * FROM booking_terms WHERE booking_id = $1', bookingId);

function rebuild(
  booking: Awaited<ReturnType<PaymentBench['book']>>,
  state: BookingState | UnknownValue,
) {
  const item = { ...booking, mode: 'online' as const, zone: 'Africa/Abidjan', state };
  const paid = { version: state === 'pending' ? 1 : 2, paymentId: null };
  bench.service.fake(bookingRpc.listSnapshot, () => ({
    items: [{ ...item, ...paid }],
    nextCursor: null,
  }));
  return bench.service.call(paymentRpc.rebuild, { projection: 'terms', limit: 100 });
}

it('a rebuild restores the payment terms from the booking service', async () => {
  const booking = await bench.book(franc(7_500));
  await eventually(async () => expect(await terms(booking.bookingId)).toHaveLength(1));
  const before = await terms(booking.bookingId);
  await bench.rows('DELETE FROM booking_terms WHERE booking_id = $1', booking.bookingId);
  expect(await rebuild(booking, 'pending')).toEqual({ written: 1, removed: 0, nextCursor: null });
  expect(await terms(booking.bookingId)).toEqual(before);
  expect((await bench.open(booking.bookingId)).amount).toEqual(franc(7_500));
});

it('keeps the commission of the day on which a booking was announced', async () => {
  const booking = await bench.book();
  await eventually(async () => expect(await terms(booking.bookingId)).toHaveLength(1));
  const change = 'UPDATE booking_terms SET commission_bps = 77 WHERE booking_id = $1';
  await bench.rows(change, booking.bookingId);
  await rebuild(booking, 'completed');
  expect(await terms(booking.bookingId)).toMatchObject([
    { commission_bps: 77, state: 'confirmed', version: 2 },
  ]);
});

it('refuses a state of a later release, because it is unknown whether that may be paid', async () => {
  const booking = await bench.book();
  await eventually(async () => expect(await terms(booking.bookingId)).toHaveLength(1));
  const before = await terms(booking.bookingId);
  await expect(rebuild(booking, 'postponed' as UnknownValue)).rejects.toThrow();
  expect(await terms(booking.bookingId)).toEqual(before);
});
