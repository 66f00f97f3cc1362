import { newId, type RpcInput } from '@edu/contract-kit';
import { paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PaymentBench } from '../payment.harness.ts';

let bench: PaymentBench;
let finance: TestActor;
/** What is older than a test is not its business. */
let since: Date;
beforeAll(async () => {
  bench = await PaymentBench.start({
    env: { RECONCILE_SETTLE_MS: '0', PAWAPAY_API_TOKEN: 'a-token-that-nobody-asks-for' },
  });
  finance = await testActor('finance', { steppedUpSecondsAgo: 0 });
});
beforeEach(async () => {
  bench.stripe.heal();
  await bench.rows(
    "UPDATE mismatch SET state = 'gone', closed_at = now() WHERE state IN ('open', 'assigned')",
  );
  // Stripe counts in seconds: what one test pays is not in the second of another.
  await new Promise((resolve) => setTimeout(resolve, 1_005 - (Date.now() % 1_000)));
  since = new Date(Math.floor(Date.now() / 1_000) * 1_000);
});
afterAll(() => bench.stop());

async function compare(
  input: Partial<RpcInput<typeof paymentRpc.startReconciliation>>,
  csv?: string,
) {
  const period = { from: since.toISOString(), to: new Date().toISOString() };
  const started = { ...period, ...input };
  const { id } = await bench.service.call(paymentRpc.startReconciliation, started, { as: finance });
  if (csv !== undefined) {
    const part = { id, part: 1, csv, isLast: true };
    await bench.service.call(paymentRpc.addStatement, part, { as: finance });
  }
  return eventually(async () => {
    const { items } = await bench.service.call(paymentRpc.listReconciliations, {}, { as: finance });
    const run = items.find((one) => one.id === id)!;
    if (run.endedAt === null) throw new Error(`the run is ${run.state}`);
    return run;
  });
}
const withStripe = () => compare({ psp: 'stripe' });

async function found() {
  const { items } = await bench.service.call(paymentRpc.listMismatches, {}, { as: finance });
  return items.map(({ kind, about, subject }) => `${kind} ${about} ${subject}`).sort();
}

/** What an account comes to. */
async function balance(account: string, owner: string): Promise<number> {
  const [row] = await bench.rows(
    `SELECT coalesce(sum(amount), 0)::float8 AS sum FROM ledger_entry
     WHERE account = $1 AND owner = $2`,
    ...[account, owner],
  );
  return row!['sum'] as number;
}

async function bank<T>(path: string, body: object): Promise<T> {
  const url = `${bench.stripe.env['STRIPE_API_URL']}/_control/${path}`;
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as T;
}

describe('fees', () => {
  it('are booked once, when they are listed, and disagree once the psp says something else', async () => {
    const before = await balance('psp_fees', 'platform');
    await bench.paid();
    expect(await withStripe()).toMatchObject({ state: 'done', found: 0 });
    // 1.5 % of 5 000.
    expect(await balance('psp_fees', 'platform')).toBe(before + 75);
    expect(await withStripe()).toMatchObject({ found: 0 });
    expect(await balance('psp_fees', 'platform')).toBe(before + 75);
    expect(await found()).toEqual([]);
    // As if Stripe had said something else at first.
    await bench.paid();
    const { data } = await bench.stripe.get<{ data: { id: string }[] }>('/v1/balance_transactions');
    const ref = data[0]!.id;
    await bench.rows(
      `WITH movement AS (INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
         VALUES ($1, 'psp_fee', md5('stripe fee ' || $2)::uuid, 'psp_fee'))
       INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
       VALUES ($1, 'psp_clearing', 'stripe', -70, 'XOF'), ($1, 'psp_fees', 'platform', 70, 'XOF')`,
      ...[newId(), ref],
    );
    expect(await withStripe()).toMatchObject({ found: 1 });
    expect(await found()).toEqual([`other_amount fee ${ref}`]);
    expect(await balance('psp_fees', 'platform')).toBe(before + 145);
  });
});

describe('what banks take back', () => {
  it('agrees with our chargebacks, and what nobody here knows is money of nobody until then', async () => {
    const known = await bench.paid();
    const dispute = await bank<{ id: string }>('disputes', { payment_intent: known.ref });
    const isHere = async (id: string, isWithdrawn = true) =>
      eventually(async () => {
        const rows = await bench.rows(
          'SELECT FROM chargeback WHERE psp_ref = $1 AND is_withdrawn = $2',
          ...[id, isWithdrawn],
        );
        if (rows.length === 0) throw new Error('not known yet');
      }, 30_000);
    await isHere(dispute.id);
    expect(await withStripe()).toMatchObject({ state: 'done', found: 0 });
    const unknown = await bench.paid();
    bench.stripe.faults.change({ webhooks: { drop: { probability: 1 } } });
    const lost = await bank<{ id: string }>('disputes', { payment_intent: unknown.ref });
    const before = await balance('suspense', 'stripe');
    expect(await withStripe()).toMatchObject({ found: 1 });
    expect(await found()).toEqual([`missing_here dispute ${lost.id}`]);
    expect(await balance('suspense', 'stripe')).toBe(before + 5_000);
    bench.stripe.heal();
    await bank('redeliver', {});
    await isHere(lost.id);
    expect(await withStripe()).toMatchObject({ found: 0, gone: 1 });
    expect(await balance('suspense', 'stripe')).toBe(before);
  });
});

const HEAD = 'Creation Date,MSISDN,Transaction ID,Amount,Currency,Country,MNO,Type\n';
const line = (ref: string, amount: number) =>
  `${since.toISOString()},22507,${ref},-${amount},XOF,CIV,ORANGE_CIV,Payout\n`;

/** One that has arrived, as the books have it. */
async function paidOut(amount = 8_000) {
  const [id, ref, provider] = [newId(), newId(), newId()];
  await bench.rows(
    `WITH batch AS (INSERT INTO payout_batch (id) VALUES ($1)),
     made AS (INSERT INTO payout (id, batch_id, provider_id, psp, psp_ref, operator, payee_end, status, amount,
         currency, ordered_at)
       VALUES ($1, $1, $3, 'pawapay', $2, 'Orange', '04', 'paid', $4, 'XOF', now())),
     movement AS (INSERT INTO ledger_transaction (id, source_type, source_id, purpose)
       VALUES ($5, 'payout', $1, 'payout_paid'))
     INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
     VALUES ($5, 'psp_clearing', 'pawapay', -$4::bigint, 'XOF'),
       ($5, 'payout_in_transit', $3::text, $4::bigint, 'XOF')`,
    ...[id, ref, provider, amount, newId()],
  );
  return { id, ref };
}

describe('payouts', () => {
  it('are held against the statement of whoever made them', async () => {
    const [fine, dearer, absent] = [await paidOut(), await paidOut(), await paidOut()];
    const stranger = newId();
    const csv = HEAD + [fine, dearer].map(({ ref }) => line(ref, 8_000)).join('');
    const wrong = csv.replace(`${dearer.ref},-8000`, `${dearer.ref},-8100`) + line(stranger, 900);
    const before = await balance('suspense', 'pawapay');
    const run = await compare({ psp: 'pawapay', statement: true }, wrong);
    expect(run).toMatchObject({ state: 'done', read: 3, found: 3 });
    expect(await found()).toEqual(
      [
        `missing_here payout ${stranger}`,
        `missing_there payout ${absent.id}`,
        `other_amount payout ${dearer.ref}`,
      ].sort(),
    );
    expect(await balance('suspense', 'pawapay')).toBe(before + 900);
    const right = csv + line(absent.ref, 8_000);
    expect(await compare({ psp: 'pawapay', statement: true }, right)).toMatchObject({ gone: 3 });
    expect(await found()).toEqual([]);
    expect(await balance('suspense', 'pawapay')).toBe(before);
  });
});
