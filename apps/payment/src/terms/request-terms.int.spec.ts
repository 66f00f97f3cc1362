import { bookingEvents } from '@edu/contracts-booking';
import { paymentErrors } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { franc, PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start();
});
afterAll(() => bench.stop());

const code = (type: { code: string }) => expect.objectContaining({ code: type.code });
const becomes = (bookingId: string, state: string) =>
  eventually(async () => {
    const find = 'SELECT state FROM booking_terms WHERE booking_id = $1';
    expect(await bench.rows(find, bookingId)).toEqual([{ state }]);
  });

it('a request is not paid before it is accepted, and then at the price of that time', async () => {
  const { holdExpiresAt, ...asked } = bench.booking(franc(5_000));
  const { bookingId } = asked;
  const terms = { mode: 'online' as const, zone: 'Africa/Abidjan' };
  const requested = { ...asked, ...terms, version: 1, answerBy: holdExpiresAt };
  await bench.service.publish(bookingEvents.requested, requested);
  await becomes(bookingId, 'requested');
  await expect(bench.open(bookingId)).rejects.toThrow(code(paymentErrors.notAccepted));
  await bench.service.publish(bookingEvents.proposed, {
    ...{ ...requested, version: 2, price: franc(6_000), askedStartsAt: asked.startsAt },
  });
  await expect(bench.open(bookingId)).rejects.toThrow(code(paymentErrors.notAccepted));
  await bench.service.publish(bookingEvents.accepted, {
    ...{ ...asked, ...terms, version: 3, price: franc(6_000) },
    ...{ by: 'learner' as const, holdExpiresAt },
  });
  await becomes(bookingId, 'pending');
  expect((await bench.open(bookingId)).amount).toEqual(franc(6_000));
});

it('a declined request is never paid', async () => {
  const { holdExpiresAt: _, price: _price, ...slot } = bench.booking();
  const declined = { ...slot, version: 2, by: 'provider' as const };
  await bench.service.publish(bookingEvents.declined, declined);
  await becomes(slot.bookingId, 'over');
  await expect(bench.open(slot.bookingId)).rejects.toThrow(code(paymentErrors.bookingOver));
});
