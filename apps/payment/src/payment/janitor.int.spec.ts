import { setTimeout as sleep } from 'node:timers/promises';
import { newId, type Problem } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';

const PAYMENTS = 30;
const SEED = Number(process.env['SEED'] ?? 20_261_123);

let bench: PaymentBench;
beforeAll(async () => {
  // Many requests take too long here, and each is waited for.
  bench = await PaymentBench.start({ replicas: 2, env: { STRIPE_TIMEOUT_MS: '300' } });
});
afterAll(() => bench.stop());

/** Asks with one key until there is an answer, as a client does. */
async function openUntilDone(bookingId: string): Promise<string> {
  const key = newId();
  for (;;) {
    try {
      return (await bench.open(bookingId, key)).id;
    } catch (error) {
      expect([409, 503, 504]).toContain((error as Problem).status);
      await sleep(100);
    }
  }
}

it(`charges and refunds each payment once while the psp fails in every way (seed ${SEED})`, async () => {
  bench.stripe.faults.change({
    seed: SEED,
    api: {
      timeoutAfterCharging: {
        probability: 0.2,
        operations: ['payment_intents.create', 'refunds.create'],
      },
      error500BeforeCharging: { probability: 0.1, saved: true },
      slow: { probability: 0.05, ms: 1_500 },
      rateLimit429: { probability: 0.05 },
    },
    webhooks: {
      drop: { probability: 0.3 },
      duplicate: { probability: 0.3, copies: 2 },
      reorder: { windowMs: 100 },
    },
  });
  const bookings = await Promise.all(Array.from({ length: PAYMENTS }, () => bench.book()));
  await Promise.all(
    bookings.map(async ({ bookingId }) => {
      const ref = await bench.refOf(await openUntilDone(bookingId));
      await eventually(() => bench.stripe.pay(ref), 20_000);
    }),
  );
  const succeeded = () => bench.service.events.of(paymentEvents.succeeded);
  await eventually(() => expect(succeeded()).toHaveLength(PAYMENTS), 20_000);
  for (const { paymentId, bookingId, amount } of succeeded()) {
    const due = {
      refundRequestId: newId(),
      bookingId,
      paymentId,
      amount,
      reason: 'canceled' as const,
    };
    await bench.service.publish(bookingEvents.refundDue, due);
  }
  const refunded = () => bench.service.events.of(paymentEvents.refunded);
  await eventually(() => expect(refunded()).toHaveLength(PAYMENTS), 20_000);
  bench.stripe.heal();

  expect(await bench.stripe.moved('charge')).toHaveLength(PAYMENTS);
  expect(await bench.stripe.moved('refund')).toHaveLength(PAYMENTS);
  const paid = new Set(succeeded().map(({ bookingId }) => bookingId));
  expect(paid).toEqual(new Set(bookings.map(({ bookingId }) => bookingId)));
  expect(await bench.rows(`SELECT id FROM payment WHERE due_at IS NOT NULL`)).toEqual([]);
  expect(await bench.rows(`SELECT id FROM refund WHERE due_at IS NOT NULL`)).toEqual([]);
  const left = `SELECT account FROM ledger_entry GROUP BY account, currency HAVING sum(amount) <> 0`;
  expect(await bench.rows(left)).toEqual([]);
}, 90_000);
