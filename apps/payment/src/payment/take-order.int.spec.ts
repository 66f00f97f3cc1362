import { Currency, newId, type Actor } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { Call } from '@edu/messaging';
import { idempotencyScope, idempotent } from '@edu/persistence';
import { assertSameRows } from '@edu/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';
import { PaymentDb } from '../payment.db.ts';
import type { PspIntent } from '../psp/psp.ts';
import { WITH_PARTS } from './payment.queries.ts';
import { toPayment } from './payment.row.ts';
import { PaymentUpdater } from './payment.updater.ts';
import { takeOrder } from './take-order.ts';

let bench: PaymentBench;
let db: PaymentDb;
let updater: PaymentUpdater;
beforeAll(async () => {
  // Nothing is asked about meanwhile.
  bench = await PaymentBench.start({ env: { JANITOR_INTERVAL_MS: '900000' } });
  const { app } = bench.service.instances[0]!;
  db = app.get(PaymentDb, { strict: false });
  updater = app.get(PaymentUpdater, { strict: false });
});
afterAll(() => bench.stop());

const order = fc.record({
  status: fc.constantFrom('created' as const, 'unknown' as const),
  amount: fc.bigInt({ min: 2n, max: 10n ** 12n }),
  currency: fc.constantFrom(...Currency.options),
  hasPayer: fc.boolean(),
  pageOnce: fc.constantFrom(undefined, 'https://pay.example/1'),
  hasDigest: fc.boolean(),
});
type Order = typeof order extends fc.Arbitrary<infer T> ? T : never;

/** A payment that has just been ordered, and who asked for it with which key. */
async function make({ status, amount, currency, hasPayer, pageOnce, hasDigest }: Order) {
  const [id, bookingId, payerId, ref, key] = [newId(), newId(), newId(), `pi_${newId()}`, newId()];
  const row = await db.prisma.payment.create({
    data: {
      ...{ id, bookingId, payerId, psp: 'stripe', status, amount, currency },
      ...(hasPayer && { payer: { phone: '+2250701020304' } }),
      parts: { create: [{ bookingId, amount }] },
      dueAt: new Date(Date.now() + 3_600_000),
    },
    include: WITH_PARTS,
  });
  const intent: PspIntent = {
    ...{ ref, paymentId: id, status: 'pending', sum: { amount, currency }, next: null },
    ...(pageOnce && { pageOnce }),
    ...(hasDigest && { noticeDigest: `digest of ${id}` }),
  };
  const actor: Actor = { userId: payerId, roles: ['student'], sessionId: newId(), locale: 'fr' };
  const call = new Call({ actor, idempotencyKey: key });
  const scope = idempotencyScope(
    paymentRpc.createIntent,
    call,
    { bookingId },
    paymentRpc.get.output,
  );
  return { row, intent, call, scope };
}

/** All that is left of it. */
async function tracesOf({ row, intent }: Awaited<ReturnType<typeof make>>) {
  const { id, bookingId, payerId } = row;
  const rows = {
    payment: await bench.rows(
      `SELECT to_jsonb(payment) - 'created_at' - 'updated_at' - 'due_at' AS row,
         due_at IS NOT NULL AS is_due FROM payment WHERE id = $1`,
      id,
    ),
    parts: await bench.rows('SELECT * FROM payment_part WHERE payment_id = $1', id),
    answer: await bench.rows(
      `SELECT actor_id, route, response - 'createdAt' AS response FROM idempotency WHERE actor_id = $1`,
      payerId,
    ),
  };
  return { names: { id, bookingId, payerId, ref: intent.ref }, rows };
}

it(
  'the statement leaves what the transaction leaves, whatever was ordered',
  () =>
    assertSameRows({
      facts: order,
      statement: async (fact) => {
        const made = await make(fact);
        const answer = await takeOrder(db, made.row, made.intent, made.scope);
        expect(answer).toMatchObject({ id: made.row.id, status: 'pending' });
        return tracesOf(made);
      },
      transaction: async (fact) => {
        const made = await make(fact);
        await idempotent(db, made.scope, made.call, async (tx) =>
          toPayment((await updater.apply(tx, made.row.id, made.intent)).row),
        );
        return tracesOf(made);
      },
      moments: [],
      numRuns: 25,
    }),
  60_000,
);

const usual: Order = {
  ...{ status: 'created', amount: 5_000n, currency: 'XOF', hasPayer: false },
  ...{ pageOnce: undefined, hasDigest: false },
};

it('changes nothing when the payment has changed since it was read', async () => {
  const made = await make(usual);
  const { id } = made.row;
  await db.prisma.payment.update({ where: { id }, data: { status: 'canceled' } });
  await expect(takeOrder(db, made.row, made.intent, made.scope)).resolves.toBeUndefined();
  const { status, pspRef } = await db.prisma.payment.findUniqueOrThrow({ where: { id } });
  expect({ status, pspRef }).toEqual({ status: 'canceled', pspRef: null });
});

it('leaves to the transaction what has been answered with the key, and whoever is asked on a phone', async () => {
  const made = await make(usual);
  await expect(takeOrder(db, made.row, made.intent, made.scope)).resolves.toBeDefined();
  const again = { ...(await make(usual)), scope: made.scope };
  await expect(takeOrder(db, again.row, again.intent, again.scope)).resolves.toBeUndefined();
  const asked = await make(usual);
  const next = { kind: 'push', expiresAt: new Date().toISOString() } as PspIntent['next'];
  const intent = { ...asked.intent, next };
  await expect(takeOrder(db, asked.row, intent, asked.scope)).resolves.toBeUndefined();
});
