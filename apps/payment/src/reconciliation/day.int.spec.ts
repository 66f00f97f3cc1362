import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { paymentRpc } from '@edu/contracts-payment';
import { ObjectStore } from '@edu/simulators/kit/object-store';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';
import { dayBefore } from './slices.domain.ts';

/** Of one day; Stripe has one of them with another amount. */
const PAYMENTS = 10_000;
const WRONG = 5_000;
/** A day may take 30 s, and takes 5 on two cores; other suites run beside this one. */
const BAR_MS = 60_000;
const AMOUNT = 5_000;
const DAY_MS = 86_400_000;

const { from, to } = dayBefore(new Date());
const at = (number: number) => from.getTime() + Math.floor((number * DAY_MS) / PAYMENTS);

let folder: string;
let bench: PaymentBench;
let finance: TestActor;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'educonnect-day-'));
  const stripeFile = join(folder, 'stripe.sqlite');
  charge(stripeFile);
  bench = await PaymentBench.start({ stripe: { databaseFile: stripeFile } });
  finance = await testActor('finance');
  await book();
}, 120_000);
afterAll(async () => {
  await bench.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What Stripe took on that day, and its fees. */
function charge(file: string): void {
  const store = new ObjectStore<{ charge: object; balance_transaction: object }>(file);
  store.transaction(() => {
    for (let number = 0; number < PAYMENTS; number += 1) {
      const amount = AMOUNT + (number === WRONG ? 1 : 0);
      store.put('charge', `ch_${number}`, {
        ...{ id: `ch_${number}`, object: 'charge', amount, amount_captured: amount },
        ...{ currency: 'xof', status: 'succeeded', payment_intent: `pi_${number}`, metadata: {} },
        created: Math.floor(at(number) / 1_000),
      });
      store.put('balance_transaction', `txn_${number}`, {
        ...{ id: `txn_${number}`, object: 'balance_transaction', type: 'charge', amount },
        ...{ currency: 'xof', fee: 75, net: amount - 75, source: `ch_${number}` },
        created: Math.floor(at(number) / 1_000),
      });
    }
  });
  store.close();
}

/** The same payments with their lessons and movements, as they would have come over the day. */
async function book(): Promise<void> {
  const client = await bench.service.sql.connect();
  const idOf = (
    kind: string,
  ) => `(lpad(to_hex(ms), 12, '0') || '7' || substr(md5('${kind}' || n), 1, 3)
    || '8' || substr(md5('${kind}' || n), 4, 15))::uuid`;
  try {
    // Without the rule that what is written is of now.
    await client.query('SET session_replication_role = replica');
    await client.query(
      `CREATE TEMP TABLE day AS
       SELECT n, to_timestamp(ms / 1000.0) AS at, ${idOf('payment')} AS payment, ${idOf('lesson')} AS lesson,
         ${idOf('movement')} AS movement, ${idOf('payer')} AS payer
       FROM generate_series(0, $1::int - 1) AS n, LATERAL (SELECT $2::bigint + n * $3::bigint / $1 AS ms) AS time`,
      [PAYMENTS, from.getTime(), DAY_MS],
    );
    await client.query(
      `INSERT INTO booking_terms (booking_id, learner_id, provider_id, amount, currency, starts_at,
         commission_bps, state, version)
       SELECT lesson, payer, payer, ${AMOUNT}, 'XOF', at, 1500, 'confirmed', 2 FROM day`,
    );
    await client.query(
      `INSERT INTO payment (id, booking_id, payer_id, psp, psp_ref, status, amount, currency, created_at, updated_at)
       SELECT payment, lesson, payer, 'stripe', 'pi_' || n, 'succeeded', ${AMOUNT}, 'XOF', at, at FROM day`,
    );
    await client.query(
      `INSERT INTO payment_part (payment_id, booking_id, amount, is_open)
       SELECT payment, lesson, ${AMOUNT}, false FROM day`,
    );
    await client.query(
      `INSERT INTO ledger_transaction (id, source_type, source_id, purpose, created_at)
       SELECT movement, 'payment', payment, 'charge', at FROM day`,
    );
    await client.query(
      `INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       SELECT movement, line.account, line.owner, line.amount, 'XOF' FROM day,
         LATERAL (VALUES ('psp_clearing', 'stripe', ${AMOUNT}), ('learner', payer::text, -${AMOUNT}))
           AS line(account, owner, amount)`,
    );
    // As autovacuum has by the night; what the psp lists is read without that.
    await client.query(
      'ANALYZE booking_terms, payment, payment_part, ledger_transaction, ledger_entry',
    );
  } finally {
    client.release(true);
  }
}

/** @returns the run as it ended, how long it took, and what it said of its progress */
async function compare(psp?: string) {
  const period = { from: from.toISOString(), to: to.toISOString() };
  const input = { ...period, ...(psp && { psp }) };
  const { id } = await bench.service.call(paymentRpc.startReconciliation, input, { as: finance });
  const said = new Set<number>();
  const run = await eventually(async () => {
    const { items } = await bench.service.call(paymentRpc.listReconciliations, {}, { as: finance });
    const found = items.find((one) => one.id === id)!;
    said.add(found.percent);
    if (found.endedAt === null) throw new Error(`${found.percent} %`);
    return found;
  }, 90_000);
  const ms = Date.parse(run.endedAt!) - Date.parse(run.createdAt);
  return { run, ms, said: [...said] };
}

it('a day of ten thousand payments is compared with what the psp lists within its time, and says how far it is', async () => {
  const { run, ms, said } = await compare('stripe');
  const lines = 2 * PAYMENTS;
  expect(run).toMatchObject({ state: 'done', read: lines, compared: lines, found: 1 });
  expect(ms).toBeLessThan(BAR_MS);
  expect(said).toEqual(said.toSorted((one, other) => one - other));
  expect(said.some((percent) => percent > 0 && percent < 100)).toBe(true);
  const { items } = await bench.service.call(paymentRpc.listMismatches, {}, { as: finance });
  expect(items).toMatchObject([{ kind: 'other_amount', subject: `ch_${WRONG}` }]);
}, 120_000);

it('and with ledger and bookings, where nothing disagrees', async () => {
  const { run, ms } = await compare();
  expect(run).toMatchObject({ state: 'done', compared: PAYMENTS, found: 0 });
  expect(ms).toBeLessThan(BAR_MS);
}, 120_000);
