import { newId, type Problem } from '@edu/contract-kit';
import { authEvents, authRpc } from '@edu/contracts-auth';
import { creditErrors, paymentEvents, paymentRpc, payoutErrors } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ANNUAL } from '../annual/annual.sql.ts';
import { PaymentDb } from '../payment.db.ts';
import { franc } from '../payment.harness.ts';
import { LOST, MTN, ORANGE, PayoutBench } from '../payout/payout.harness.ts';

let world: PayoutBench;
/** The number that whoever asks next has proved. */
let phone: string | null;
beforeAll(async () => {
  world = await PayoutBench.start();
  world.bench.service.fake(authRpc.me, () => ({
    ...{ id: newId(), displayName: 'Koffi', email: null, phone, zone: null, hasPassword: false },
    ...{ roles: ['student' as const], locale: 'fr' as const, createdAt: new Date().toISOString() },
  }));
});
afterEach(() => world.heal());
afterAll(() => world?.stop());

const call = () => world.bench.service;
const creditOf = (as: TestActor) => call().call(paymentRpc.credit, {}, { as });
const payOut = (as: TestActor, key = newId(), currency: 'XOF' | 'XAF' = 'XOF') =>
  call().call(paymentRpc.payOutCredit, { currency }, { as, key });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem.code,
  );

/** Somebody with credit, as if a refund had become it, who has proved a number. */
async function payerWith(amount: number, number: string | null = ORANGE): Promise<TestActor> {
  const payer = await testActor('student', { steppedUpSecondsAgo: 0 });
  await world.giveCredit(payer.userId, amount);
  phone = number;
  return payer;
}
const becomes = (as: TestActor, state: string) =>
  eventually(async () => {
    const { payouts } = await creditOf(as);
    expect(payouts.map((payout) => payout.state)).toEqual([state]);
    return payouts[0]!;
  });

describe('credit that its owner wants as money', () => {
  it('arrives once at the number that they have proved, however often it is asked for', async () => {
    const payer = await payerWith(6_000);
    expect(await creditOf(payer)).toMatchObject({ payable: ['XOF'], payouts: [] });
    const key = newId();
    const made = await payOut(payer, key);
    expect(made).toMatchObject({
      ...{ amount: franc(6_000), operator: 'Orange Money', payeeEnd: '04', failure: null },
    });
    expect(await payOut(payer, key)).toEqual(made);
    const asked = await call().events.next(
      paymentEvents.creditPayoutAsked,
      (e) => e.payerId === payer.userId,
    );
    expect(asked).toMatchObject({ payoutId: made.id, amount: franc(6_000) });
    expect(JSON.stringify(asked)).not.toContain(ORANGE.slice(4));
    await becomes(payer, 'paid');
    expect(await creditOf(payer)).toMatchObject({ balances: [], payable: [] });
    expect(await world.books(payer.userId)).toEqual({ refunds: 6_000, psp_clearing: -6_000 });
    expect(await world.pawapay.payouts.count(made.id)).toBe(1);
    const isIt = (e: { payoutId: string }) => e.payoutId === made.id;
    const paid = await call().events.next(paymentEvents.payoutPaid, isIt);
    expect(paid).toMatchObject({ providerId: payer.userId, from: 'credit', amount: franc(6_000) });
    const [row] = await world.bench.rows('SELECT payee FROM payout WHERE id = $1', made.id);
    expect(row).toEqual({ payee: null });
    // A payer's list, and no provider's.
    expect((await world.payoutsOf(await testActor('tutor'))).items).toEqual([]);
  });

  it('is spent nowhere else meanwhile, and asked for once at a time', async () => {
    const payer = await payerWith(5_000);
    const asked = await Promise.allSettled([1, 2, 3, 4].map(() => payOut(payer)));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = asked.flatMap((one) =>
      one.status === 'rejected' ? (one.reason as Problem).code : [],
    );
    // Whoever comes after it has arrived finds nothing left.
    const expected = [creditErrors.creditPayoutOpen.code, creditErrors.tooLittleCredit.code];
    for (const code of codes) expect(expected).toContain(code);
    await becomes(payer, 'paid');
    expect(await world.books(payer.userId)).toEqual({ refunds: 5_000, psp_clearing: -5_000 });
  });

  it('is credit again when it does not arrive', async () => {
    const payer = await payerWith(4_000, LOST);
    const { id } = await payOut(payer);
    expect(await becomes(payer, 'failed')).toMatchObject({ id, failure: 'no_wallet' });
    expect(await creditOf(payer)).toMatchObject({
      ...{ balances: [franc(4_000)], payable: ['XOF'] },
    });
    const isIt = (e: { payoutId: string }) => e.payoutId === id;
    const failed = await call().events.next(paymentEvents.payoutFailed, isIt);
    expect(failed).toMatchObject({ from: 'credit', failure: 'no_wallet' });
  });

  it('is looked for before it is ordered again where nobody said that it was taken', async () => {
    const payer = await payerWith(3_000, MTN);
    // It takes effect when the fault is over, and not before.
    world.mtn.faults.change({
      api: { slow: { next: 1, ms: 60_000, operations: ['transfer.create'] } },
    });
    const { id } = await payOut(payer);
    await eventually(async () => {
      const [row] = await world.bench.rows('SELECT status FROM payout WHERE id = $1', id);
      expect(row).toEqual({ status: 'unknown' });
    });
    world.heal();
    await becomes(payer, 'paid');
    expect(await world.mtn.payouts.count(id)).toBe(1);
  });

  it('waits for two people where it is large, or the number is known by another name', async () => {
    const finance = await testActor('finance', { steppedUpSecondsAgo: 0 });
    const large = await payerWith(60_000);
    const { id } = await payOut(large);
    await becomes(large, 'checked');
    const other = await payerWith(2_000, MTN);
    world.names.set(other.userId, 'Koffi Mensah');
    const { id: named } = await payOut(other);
    await becomes(other, 'checked');
    const { toApprove } = await call().call(paymentRpc.staffPayouts, {}, { as: finance });
    const shown = (which: string) => toApprove.find((payout) => payout.id === which);
    expect(shown(id)).toMatchObject({ from: 'credit', walletName: null });
    expect(shown(named)).toMatchObject({ from: 'credit', walletName: 'Aya Kouassi' });
    const second = await testActor('finance', { steppedUpSecondsAgo: 0 });
    for (const as of [finance, second]) {
      await call().call(paymentRpc.approvePayout, { id }, { as, key: newId() });
    }
    await becomes(large, 'paid');
    const refusal = { id: named, reason: 'It is the number of somebody else.' };
    await call().call(paymentRpc.refusePayout, refusal, { as: finance, key: newId() });
    expect(await becomes(other, 'failed')).toMatchObject({ failure: 'refused_by_us' });
    expect((await creditOf(other)).balances).toEqual([franc(2_000)]);
  });

  it('is taken back where the account is suspended', async () => {
    const payer = await payerWith(70_000);
    await payOut(payer);
    await becomes(payer, 'checked');
    await call().publish(authEvents.userSuspended, { userId: payer.userId });
    // Nobody who is suspended reads it.
    await eventually(async () => {
      const find = 'SELECT status, failure_reason FROM payout WHERE provider_id = $1';
      expect(await world.bench.rows(find, payer.userId)).toEqual([
        { status: 'failed', failure_reason: 'account_suspended' },
      ]);
    });
    expect(await world.books(payer.userId)).toEqual({ refunds: 70_000, credit: -70_000 });
  });

  it.each([
    ['whoever has proved no number', null, 5_000, creditErrors.noPayoutNumber],
    ['a number whose wallets hold other money', '+237671020304', 5_000, creditErrors.otherMoney],
    ['a number that nobody pays to', '+221701020304', 5_000, payoutErrors.payoutNoWallet],
    ['less than its operator moves', ORANGE, 99, creditErrors.tooLittleCredit],
    ['a single franc', ORANGE, 1, creditErrors.tooLittleCredit],
  ])('is refused of %s', async (_what, number, amount, error) => {
    const payer = await payerWith(amount, number);
    expect(await codeOf(payOut(payer))).toBe(error.code);
    const find = 'SELECT FROM payout WHERE provider_id = $1';
    expect(await world.bench.rows(find, payer.userId)).toEqual([]);
  });

  it('leaves the earnings of the same person alone, and their payouts', async () => {
    const both = await payerWith(3_000);
    await world.credit(both.userId, 8_000);
    await payOut(both);
    await becomes(both, 'paid');
    expect(await world.books(both.userId)).toEqual({
      ...{ platform_costs: 8_000, provider_payable: -8_000 },
      ...{ refunds: 3_000, psp_clearing: -3_000 },
    });
    // Nor does the statement of a provider's year know of it.
    const db = world.bench.service.instances[0]!.app.get(PaymentDb, { strict: false });
    const { userId: owner } = both;
    const ever = { from: new Date(0), to: new Date(Date.now() + 86_400_000) };
    const moved = await db.query(ANNUAL, { owner, ...ever });
    expect(moved.map(({ account }) => account)).toEqual(['provider_payable']);
    const [row] = await world.bench.rows(
      'SELECT id FROM payout WHERE provider_id = $1',
      both.userId,
    );
    await expect(
      world.bench.rows(`UPDATE payout SET paid_from = 'earnings' WHERE id = $1`, row!['id']),
    ).rejects.toThrow('cannot change');
  });
});
