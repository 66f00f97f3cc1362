import { newId } from '@edu/contract-kit';
import { paymentEvents, paymentRpc, reconciliationErrors } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
let finance: TestActor;
/** Before anything was paid here. */
const since = new Date(Math.floor(Date.now() / 1_000) * 1_000 - 1_000);

beforeAll(async () => {
  bench = await PaymentBench.start({
    env: {
      ...{ RECONCILE_SETTLE_MS: '0', PAWAPAY_API_TOKEN: 'a-token-that-nobody-asks-for' },
      PAWAPAY_API_URL: 'http://127.0.0.1:9',
      ...{
        ORANGE_MONEY_CLIENT_ID: 'a-client-of-nobody',
        ORANGE_MONEY_CLIENT_SECRET: 'a-secret-that-nobody-asks-for',
        ORANGE_MONEY_MERCHANT_KEY: 'a292867f',
      },
    },
  });
  finance = await testActor('finance', { steppedUpSecondsAgo: 0 });
});
afterAll(() => bench.stop());

const start = (psp?: string) =>
  bench.service.call(
    paymentRpc.startReconciliation,
    {
      ...{ from: since.toISOString(), to: new Date().toISOString(), balance: true },
      ...(psp && { psp }),
    },
    { as: finance },
  );

/** Waits until the comparison has ended. */
async function compare() {
  const { id } = await start('stripe');
  return eventually(async () => {
    const { items } = await bench.service.call(paymentRpc.listReconciliations, {}, { as: finance });
    const run = items.find((one) => one.id === id)!;
    if (run.endedAt === null) throw new Error(`the run is ${run.state}`);
    return run;
  });
}

const list = async (state?: 'gone' | 'resolved') => {
  const input = { ...(state && { state }) };
  return (await bench.service.call(paymentRpc.listMismatches, input, { as: finance })).items;
};
const take = (id: string) => bench.service.call(paymentRpc.takeMismatch, { id }, { as: finance });

/** What an account comes to. */
async function booked(account: string, owner: string): Promise<number> {
  const [row] = await bench.rows(
    `SELECT coalesce(sum(amount), 0)::float8 AS sum FROM ledger_entry
     WHERE account = $1 AND owner = $2 AND currency = 'XOF'`,
    ...[account, owner],
  );
  return row!['sum'] as number;
}

/** As if the books had so much more at Stripe. */
const bookMore = (amount: number) =>
  bench.rows(
    `WITH movement AS (INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($1, 'mismatch', $1, 'suspense'))
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     VALUES ($1, 'psp_clearing', 'stripe', $2, 'XOF'), ($1, 'suspense', 'stripe', -$2::bigint, 'XOF')`,
    ...[newId(), amount],
  );

it('agrees once fees, refunds and what went to our bank are booked', async () => {
  const paid = await bench.paid();
  await bench.stripe.post('/v1/refunds', { payment_intent: paid.ref, amount: '1000' });
  await bench.service.events.next(paymentEvents.refunded, (e) => e.paymentId === paid.payment.id);
  await bench.stripe.post('/v1/payouts', { amount: '2500', currency: 'xof' });
  expect(await compare()).toMatchObject({
    ...{ source: 'balance', psp: 'stripe', state: 'done', percent: 100 },
    ...{ compared: 1, found: 0, gone: 0, failure: null },
  });
  expect(await booked('bank', 'platform')).toBe(2_500);
  // 5 000 less what went back, 1.5 % of it, and what went to the bank.
  expect(await booked('psp_clearing', 'stripe')).toBe(5_000 - 1_000 - 75 - 2_500);
  expect(await compare()).toMatchObject({ found: 0 });
  expect(await booked('bank', 'platform')).toBe(2_500);
  expect(await list()).toEqual([]);
});

it('disagrees in one row, whose sums are those of today, until the books are put right', async () => {
  await bookMore(300);
  const there = (await booked('psp_clearing', 'stripe')) - 300;
  expect(await compare()).toMatchObject({ state: 'done', found: 1 });
  const [row, ...more] = await list();
  expect(more).toEqual([]);
  expect(row).toMatchObject({
    ...{ psp: 'stripe', side: 'psp', kind: 'other_amount', about: 'balance', subject: 'XOF' },
    ...{
      here: { amount: there + 300, currency: 'XOF' },
      there: { amount: there, currency: 'XOF' },
    },
    ...{ suspended: false, paymentId: null, state: 'open' },
  });
  await take(row!.id);
  await bench.paid();
  expect(await compare()).toMatchObject({ found: 0, gone: 0 });
  // A payment more on both sides, less its fee.
  const now = { here: { amount: there + 5_225 }, there: { amount: there + 4_925 } };
  expect(await list()).toMatchObject([
    { id: row!.id, ownerId: finance.userId, state: 'assigned', ...now },
  ]);
  await bookMore(-300);
  expect(await compare()).toMatchObject({ found: 0, gone: 1 });
  expect(await list()).toEqual([]);
  expect(await list('gone')).toMatchObject([{ id: row!.id }]);
});

it('is not found again once it is accepted, unless it becomes another difference', async () => {
  await bookMore(40);
  expect(await compare()).toMatchObject({ found: 1 });
  const [row] = await list();
  await take(row!.id);
  await bench.service.call(
    paymentRpc.resolveMismatch,
    { id: row!.id, resolution: 'accepted', reason: 'The psp says that it is right.' },
    { as: finance },
  );
  await bench.paid();
  expect(await compare()).toMatchObject({ found: 0 });
  expect(await list()).toEqual([]);
  await bookMore(2);
  expect(await compare()).toMatchObject({ found: 1 });
  const [other] = await list();
  expect(other!.here!.amount! - other!.there!.amount!).toBe(42);
  await take(other!.id);
  await bench.service.call(
    paymentRpc.resolveMismatch,
    { id: other!.id, resolution: 'corrected', reason: 'It was booked, or so we thought.' },
    { as: finance },
  );
  expect(await compare()).toMatchObject({ found: 1 });
  await bookMore(-42);
  expect(await compare()).toMatchObject({ found: 0, gone: 1 });
});

it('says nothing while the psp does not answer, and is asked again', async () => {
  await bookMore(7);
  expect(await compare()).toMatchObject({ found: 1 });
  bench.stripe.faults.change({
    api: { slow: { next: 2, ms: 3_000, operations: ['balance.retrieve'] } },
  });
  const { id } = await start('stripe');
  await expect(start('stripe')).rejects.toMatchObject({
    code: reconciliationErrors.runUnderWay.code,
  });
  await eventually(async () => {
    const { items } = await bench.service.call(paymentRpc.listReconciliations, {}, { as: finance });
    expect(items.find((one) => one.id === id)).toMatchObject({ state: 'done', found: 0, gone: 0 });
  }, 60_000);
  bench.stripe.heal();
  expect(await list()).toMatchObject([{ about: 'balance' }]);
  await bookMore(-7);
  expect(await compare()).toMatchObject({ gone: 1 });
});

it('refuses what says nothing of what it holds', async () => {
  const { psps } = await bench.service.call(paymentRpc.listReconciliations, {}, { as: finance });
  expect(psps).toMatchObject([
    { psp: 'stripe', lists: true, balances: true },
    { psp: 'pawapay', lists: false, balances: true },
    { psp: 'orange-money', lists: false, balances: false },
  ]);
  await expect(start('orange-money')).rejects.toMatchObject({
    code: reconciliationErrors.saysNoBalance.code,
  });
  await expect(start()).rejects.toMatchObject({ status: 404 });
});

it('is compared every night, after the list of the day where there is one', async () => {
  await bench.paid();
  await bench.rows("UPDATE calendar_job SET due_at = now() WHERE name = 'reconcile'");
  await eventually(async () => {
    const { items } = await bench.service.call(
      paymentRpc.listReconciliations,
      { limit: 50 },
      { as: finance },
    );
    const ofTheNight = items.filter(({ askedBy }) => askedBy === null);
    const done = { state: 'done', found: 0 };
    expect(ofTheNight).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ source: 'books', psp: null }),
        expect.objectContaining({ source: 'list', psp: 'stripe', ...done }),
        expect.objectContaining({ source: 'balance', psp: 'stripe', compared: 1, ...done }),
        expect.objectContaining({ source: 'balance', psp: 'pawapay' }),
      ]),
    );
  }, 120_000);
}, 150_000);
