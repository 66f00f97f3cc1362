import { newId } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentErrors, paymentEvents } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start();
});
afterAll(() => bench.stop());

/** Of the issued documents of a payment, whether they say that it is only the difference. */
const isDifference = (paymentId: string) =>
  bench.rows(
    `SELECT kind, (facts #> '{lessons,0,isDifference}')::boolean AS is FROM document
     WHERE payment_id = $1 AND issued_at IS NOT NULL ORDER BY kind`,
    paymentId,
  );

it('what a lesson costs more is paid, earned and given back beside its own payment', async () => {
  const lesson = await bench.paid({ price: franc(5_000) });
  const movesId = lesson.booking.bookingId;
  const difference = await bench.paid({ price: franc(2_000), movesId });
  await eventually(async () =>
    expect(await isDifference(difference.payment.id)).toEqual([{ kind: 'receipt', is: true }]),
  );
  await eventually(async () =>
    expect(await isDifference(lesson.payment.id)).toEqual([{ kind: 'receipt', is: null }]),
  );
  const { bookingId } = difference.booking;
  const { startsAt, endsAt } = lesson.booking;
  await bench.service.publish(bookingEvents.rescheduled, {
    ...{ ...lesson.booking, version: 3, mode: 'online', zone: 'Africa/Abidjan' },
    ...{ price: franc(7_000), paymentId: lesson.payment.id },
    ...{ from: { startsAt, endsAt }, by: 'learner' },
    difference: { bookingId, version: 2, paymentId: difference.payment.id, price: franc(2_000) },
  });
  const terms = 'SELECT state, amount::int FROM booking_terms WHERE booking_id = $1';
  await eventually(async () =>
    expect(await bench.rows(terms, bookingId)).toEqual([{ state: 'confirmed', amount: 2_000 }]),
  );
  expect(await bench.rows(terms, lesson.booking.bookingId)).toEqual([
    { state: 'confirmed', amount: 5_000 },
  ]);
  await expect(bench.open(bookingId)).rejects.toMatchObject({
    code: paymentErrors.alreadyPaid.code,
  });
  // It is called off when a part of the whole price goes back: of the later payment first.
  await bench.service.publish(bookingEvents.refundDue, {
    ...{ refundRequestId: newId(), bookingId, paymentId: difference.payment.id },
    ...{ amount: franc(1_500), reason: 'canceled' },
  });
  await bench.service.events.next(paymentEvents.refunded, (e) => e.bookingId === bookingId);
  await eventually(async () =>
    expect(await isDifference(difference.payment.id)).toEqual([
      { kind: 'credit_note', is: true },
      { kind: 'receipt', is: true },
    ]),
  );
  for (const [of, amount] of [
    [lesson, 5_000],
    [difference, 500],
  ] as const) {
    await bench.service.publish(bookingEvents.payable, {
      ...{ ...lesson.booking, bookingId: of.booking.bookingId, version: 4 },
      providerId: of.booking.providerId,
      ...{ paymentId: of.payment.id, amount: franc(amount), at: new Date().toISOString() },
    });
  }
  await eventually(async () => {
    expect(await bench.balance(lesson.payment.id, 'provider_payable')).toBe(-4_250);
    expect(await bench.balance(difference.payment.id, 'provider_payable')).toBe(-425);
    expect(await bench.balance(difference.payment.id, 'learner')).toBe(0);
  });
});
