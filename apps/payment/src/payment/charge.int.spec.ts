import { Currency, newId } from '@edu/contract-kit';
import { PAYMENT_STATUSES } from '@edu/contracts-payment';
import { assertSameRows } from '@edu/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';
import { PaymentDb } from '../payment.db.ts';
import type { PspIntent } from '../psp/psp.ts';
import { setRules } from '../risk/risk.harness.ts';
import { PaymentQueries } from './payment.queries.ts';
import { PaymentUpdater } from './payment.updater.ts';

let bench: PaymentBench;
let db: PaymentDb;
let updater: PaymentUpdater;
let queries: PaymentQueries;
beforeAll(async () => {
  // Nothing is asked about meanwhile.
  bench = await PaymentBench.start({
    env: { JANITOR_INTERVAL_MS: '900000', NUMBER_SECRET: 'f3c0a1d2e4b5968778695a4b3c2d1e0f' },
  });
  await setRules(
    bench,
    ...Currency.options.map((currency) => ({
      ...{ kind: 'many_cards', currency, from: 1_000_000, threshold: 2, within: 60 },
    })),
  );
  const { app } = bench.service.instances[0]!;
  db = app.get(PaymentDb, { strict: false });
  updater = app.get(PaymentUpdater, { strict: false });
  queries = app.get(PaymentQueries, { strict: false });
});
afterAll(() => bench.stop());

const UNPAID = PAYMENT_STATUSES.filter((status) => status !== 'succeeded');
const payment = fc.record({
  status: fc.constantFrom(...UNPAID),
  amount: fc.bigInt({ min: 1n, max: 10n ** 12n }),
  currency: fc.constantFrom(...Currency.options),
  hasRef: fc.boolean(),
  hasPayer: fc.boolean(),
  closing: fc.boolean(),
  card: fc.constantFrom(undefined, 'Xt5EWLLDS7FJjR1c'),
  /** The account has paid by another one before. */
  hasCards: fc.boolean(),
  isReviewed: fc.boolean(),
});
type Made = typeof payment extends fc.Arbitrary<infer T> ? T : never;

/** A payment with its event, as both ways find them. */
async function make(fact: Made) {
  const { status, amount, currency, hasRef, hasPayer, closing, card } = fact;
  const [id, eventId, ref] = [newId(), newId(), `pi_${newId()}`];
  const [bookingId, otherId] = [newId(), newId()].sort() as [string, string];
  // Of one lesson or of two.
  const [first, second] = [amount - amount / 3n, amount / 3n];
  const parts = [
    { bookingId, amount: first },
    ...(second > 0n ? [{ bookingId: otherId, amount: second }] : []),
  ];
  const row = await db.prisma.payment.create({
    data: {
      ...{ id, bookingId, payerId: newId(), psp: 'stripe', status, amount, currency },
      parts: { create: parts },
      pspRef: hasRef || status === 'pending' ? ref : null,
      ...(hasPayer && { payer: { phone: '+2250701020304' } }),
      closeRequestedAt: closing ? new Date() : null,
      dueAt: new Date(Date.now() + 3_600_000),
    },
  });
  await db.prisma.pspEvent.create({
    data: {
      ...{ id: eventId, psp: 'stripe', eventId: newId(), type: 'payment_intent.succeeded' },
      ...{ kind: 'payment', ref, dueAt: new Date(Date.now() + 3_600_000), error: 'PspUncertain' },
    },
  });
  if (fact.hasCards) {
    const digest = Buffer.alloc(32, 7);
    await db.prisma.payerCard.create({
      data: { digest, payerId: row.payerId, lastAt: new Date() },
    });
  }
  if (fact.isReviewed) {
    const reasons = [{ kind: 'amount', figure: 1, fromAmount: 1 }];
    await db.prisma.riskReview.create({ data: { paymentId: id, payerId: row.payerId, reasons } });
  }
  const intent: PspIntent = {
    ...{ ref, paymentId: id, status: 'succeeded', sum: { amount, currency }, next: null },
    ...(card && { card }),
  };
  const seen = (await queries.findByIntent('stripe', intent))!;
  return { row, seen, eventId, intent, other: parts[1]?.bookingId };
}

/** All that is left of it. */
async function tracesOf({ row, intent, eventId, other }: Awaited<ReturnType<typeof make>>) {
  const { id, bookingId, payerId } = row;
  const rows = {
    payment: await bench.rows(
      `SELECT status, psp_ref, amount, currency, refunded_amount, failure_reason, payer, due_at,
         close_requested_at IS NULL AS wanted FROM payment WHERE id = $1`,
      id,
    ),
    ledger: await bench.rows(
      `SELECT source_type, source_id, purpose, account, owner, amount, currency
       FROM ledger_transaction t JOIN ledger_entry e ON e.transaction_id = t.id
       WHERE source_id = $1 ORDER BY account`,
      id,
    ),
    parts: await bench.rows(
      'SELECT booking_id, amount, refunded_amount, is_open FROM payment_part WHERE payment_id = $1 ORDER BY booking_id',
      id,
    ),
    event: await bench.rows('SELECT subject, data FROM outbox WHERE aggregate_id = $1', bookingId),
    // Counted, so that there is a row where there is none.
    cards: await bench.rows(
      `SELECT count(*)::int, string_agg(encode(digest, 'hex'), ' ' ORDER BY digest) AS digests
       FROM payer_card WHERE payer_id = $1`,
      payerId,
    ),
    review: await bench.rows(
      `SELECT count(*)::int, min(state) AS state, jsonb_agg(reasons) AS reasons
       FROM risk_review WHERE payment_id = $1`,
      id,
    ),
    pspEvent: await bench.rows(
      `SELECT outcome, error, due_at, processed_at IS NULL AS open FROM psp_event WHERE id = $1`,
      eventId,
    ),
  };
  return { names: { id, bookingId, payerId, ref: intent.ref, ...(other && { other }) }, rows };
}

it(
  'the statement leaves what the transaction leaves, whatever the payment was',
  () =>
    assertSameRows({
      facts: payment,
      statement: async (fact) => {
        const made = await make(fact);
        expect(await updater.charge(made.seen, made.intent, made.eventId)).toBe(true);
        const traces = await tracesOf(made);
        expect(traces.rows.payment).toMatchObject([{ status: 'succeeded' }]);
        return traces;
      },
      transaction: async (fact) => {
        const made = await make(fact);
        await db.tx(async (tx) => {
          const { outcome } = await updater.apply(tx, made.row.id, made.intent);
          await tx.prisma.pspEvent.update({
            where: { id: made.eventId },
            data: { outcome, processedAt: new Date(), dueAt: null, error: null },
          });
        });
        return tracesOf(made);
      },
      moments: ['at'],
      numRuns: 25,
    }),
  60_000,
);

it('the statement changes nothing when the payment has changed since it was read', async () => {
  const seen = { status: 'created' as const, amount: 5_000n, currency: 'XOF' as const };
  const no = { hasRef: false, hasPayer: false, closing: false, hasCards: true, isReviewed: false };
  const stale = await make({ ...seen, ...no, card: 'Xt5EWLLDS7FJjR1c' });
  await db.prisma.payment.update({ where: { id: stale.row.id }, data: { status: 'unknown' } });
  const before = await tracesOf(stale);
  expect(await updater.charge(stale.seen, stale.intent, stale.eventId)).toBe(false);
  expect(await tracesOf(stale)).toEqual(before);
});
