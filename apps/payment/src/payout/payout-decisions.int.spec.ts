import { newId, platformErrors, type Problem } from '@edu/contract-kit';
import { paymentRpc, payoutErrors } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc } from '../payment.harness.ts';
import { MTN, ORANGE, PayoutBench } from './payout.harness.ts';

let world: PayoutBench;
let one: TestActor;
let other: TestActor;
beforeAll(async () => {
  world = await PayoutBench.start();
  one = await testActor('finance', { steppedUpSecondsAgo: 0 });
  other = await testActor('finance', { steppedUpSecondsAgo: 0 });
});
afterEach(() => world.heal());
afterAll(() => world?.stop());

const call = () => world.bench.service;
const list = (as = one) => call().call(paymentRpc.staffPayouts, {}, { as });
const approve = (id: string, as: TestActor, key = newId()) =>
  call().call(paymentRpc.approvePayout, { id }, { as, key });
const REASON = 'Called her: it is her own.';
const refuse = (id: string, as: TestActor) =>
  call().call(paymentRpc.refusePayout, { id, reason: REASON }, { as, key: newId() });
const decide = (id: string, accept: boolean, as: TestActor) =>
  call().call(paymentRpc.decidePayoutAccount, { id, accept, reason: REASON }, { as, key: newId() });
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem.code,
  );

/** A tutor whose payout is large enough for two people to look at. */
async function large(amount = 60_000, roles: Parameters<typeof testActor>[0] = 'tutor') {
  const tutor = await testActor(roles, { steppedUpSecondsAgo: 0 });
  await world.credit(tutor.userId, amount);
  await world.setAccount(ORANGE, tutor);
  await world.plan();
  const { id } = await world.becomes(tutor, 'checked');
  return { tutor, id };
}

describe('a large payout', () => {
  it('is ordered with the yes of two, and not before', async () => {
    const { tutor, id } = await large();
    const waiting = (await list()).toApprove.find((payout) => payout.id === id);
    expect(waiting).toMatchObject({
      ...{ providerId: tutor.userId, providerName: 'Aya Kouassi', approvedBy: [] },
      ...{ amount: franc(60_000), payeeEnd: '04' },
    });
    const key = newId();
    await approve(id, one, key);
    expect(await approve(id, one, key)).toEqual({ id });
    expect(await codeOf(approve(id, one))).toBe(payoutErrors.payoutSecondPerson.code);
    await world.plan();
    expect(await world.becomes(tutor, 'checked')).toMatchObject({ id });
    expect(await world.pawapay.payouts.count(id)).toBe(0);
    expect((await list()).toApprove.find((payout) => payout.id === id)?.approvedBy).toEqual([
      one.userId,
    ]);
    await approve(id, other);
    await world.becomes(tutor, 'paid');
    expect(await world.pawapay.payouts.count(id)).toBe(1);
    expect(await codeOf(approve(id, other))).toBe(payoutErrors.payoutNotAwaiting.code);
    const find = `SELECT action, actor_id FROM audit_log WHERE subject_id = $1 ORDER BY id`;
    expect(await world.bench.rows(find, id)).toEqual([
      { action: 'payout.approved', actor_id: one.userId },
      { action: 'payout.approved', actor_id: other.userId },
    ]);
  });

  it('takes two at once as two, and one twice at once as one', async () => {
    const [both, same] = [await large(), await large()];
    await Promise.all([approve(both.id, one), approve(both.id, other)]);
    await world.becomes(both.tutor, 'paid');
    const twice = await Promise.allSettled([approve(same.id, one), approve(same.id, one)]);
    expect(twice.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await world.becomes(same.tutor, 'checked');
  });

  it('is not let through by whoever is paid by it, nor by the database with one yes', async () => {
    const { tutor, id } = await large(70_000, ['tutor', 'finance']);
    expect(await codeOf(approve(id, tutor))).toBe(payoutErrors.payoutOwn.code);
    expect(await codeOf(refuse(id, tutor))).toBe(payoutErrors.payoutOwn.code);
    const by = 'INSERT INTO payout_approval VALUES ($1, $2, $2, now())';
    await expect(world.bench.rows(by, id, tutor.userId)).rejects.toThrow('payout_approval_own');
    await approve(id, one);
    const through = `UPDATE payout SET status = 'planned', due_at = now() WHERE id = $1`;
    await expect(world.bench.rows(through, id)).rejects.toThrow('the yes of two');
  });

  it('that is stopped is payable again, and nothing goes there until somebody lets it', async () => {
    const { tutor, id } = await large();
    await refuse(id, one);
    expect(await world.becomes(tutor, 'failed')).toMatchObject({ failure: 'refused_by_us' });
    expect(await world.books(tutor.userId)).toEqual({
      platform_costs: 60_000,
      provider_payable: -60_000,
    });
    await world.plan();
    const { items, accounts, next } = await world.payoutsOf(tutor);
    expect(items).toHaveLength(1);
    expect(accounts).toMatchObject([{ waitsFor: 'refused' }]);
    expect(next).toMatchObject([{ blocked: 'waiting' }]);
    const { accounts: waiting, failed } = await list();
    expect(failed.find((payout) => payout.id === id)).toMatchObject({ failure: 'refused_by_us' });
    const account = waiting.find(({ providerId }) => providerId === tutor.userId)!;
    await decide(account.id, true, other);
    await world.plan();
    await eventually(async () => {
      const after = await world.payoutsOf(tutor);
      expect(after.items.map(({ state }) => state)).toEqual(['checked', 'failed']);
    });
  });

  it('is planned anew where its provider gives another number meanwhile', async () => {
    const { tutor, id } = await large();
    await approve(id, one);
    await world.setAccount('+2250701020399', tutor);
    expect(await world.becomes(tutor, 'failed')).toMatchObject({ failure: 'number_changed' });
    expect(await codeOf(approve(id, other))).toBe(payoutErrors.payoutNotAwaiting.code);
    expect((await world.payoutsOf(tutor)).next).toMatchObject([{ payable: franc(60_000) }]);
  });
});

describe('a payout whose number is removed', () => {
  it('is payable again while it waits for the yes of two', async () => {
    const { tutor, id } = await large();
    await approve(id, one);
    await world.removeAccount(tutor);
    expect(await world.becomes(tutor, 'failed')).toMatchObject({ failure: 'number_removed' });
    expect(await codeOf(approve(id, other))).toBe(payoutErrors.payoutNotAwaiting.code);
    expect((await world.payoutsOf(tutor)).next).toMatchObject([
      { payable: franc(60_000), blocked: 'no_account' },
    ]);
    await world.plan();
    await world.becomes(tutor, 'failed');
  });

  it('goes on where it has been ordered before', async () => {
    const tutor = await world.tutor(6_000);
    await world.setAccount(ORANGE, tutor);
    world.pawapay.payouts.stall();
    await world.plan();
    const find = "SELECT FROM payout WHERE provider_id = $1 AND status = 'ordered'";
    await eventually(async () =>
      expect(await world.bench.rows(find, tutor.userId)).toHaveLength(1),
    );
    await world.removeAccount(tutor);
    await world.becomes(tutor, 'on_its_way');
    expect((await world.payoutsOf(tutor)).accounts).toEqual([]);
  });
});

describe('a number whose names differ', () => {
  async function differing() {
    const tutor = await world.tutor(9_000);
    world.names.set(tutor.userId, 'Awa Koné');
    await world.setAccount(MTN, tutor);
    const waiting = (await list()).accounts.find(({ providerId }) => providerId === tutor.userId)!;
    return { tutor, waiting };
  }

  it('is shown with both, and paid to once somebody of finance has let it through', async () => {
    const { tutor, waiting } = await differing();
    expect(waiting).toMatchObject({
      ...{ holderName: 'Awa Koné', walletName: 'Aya Kouassi', waitsFor: 'name' },
      ...{ operator: 'MTN MoMo', country: 'CI', payeeEnd: '04' },
    });
    expect(JSON.stringify(await list())).not.toContain(MTN);
    await world.plan();
    expect((await world.payoutsOf(tutor)).items).toEqual([]);
    await decide(waiting.id, true, one);
    await world.plan();
    await world.becomes(tutor, 'paid');
  });

  it('stays closed where finance does not let it through, and is another once it is changed', async () => {
    const { tutor, waiting } = await differing();
    await decide(waiting.id, false, one);
    expect((await world.payoutsOf(tutor)).accounts).toMatchObject([{ waitsFor: 'refused' }]);
    await world.setAccount('+2250501020399', tutor);
    expect(await codeOf(decide(waiting.id, true, one))).toBe(
      payoutErrors.payoutAccountNotFound.code,
    );
    expect((await world.payoutsOf(tutor)).accounts).toMatchObject([{ waitsFor: 'name' }]);
  });
});

it('is remembered in words that the audit log does not have, and that go with the account', async () => {
  const { tutor, id } = await large();
  await refuse(id, one);
  const { accounts } = await list();
  const waiting = accounts.find(({ providerId }) => providerId === tutor.userId)!;
  await decide(waiting.id, false, other);
  const notes = () =>
    world.bench.rows(
      'SELECT action, author_id, said FROM payout_note WHERE provider_id = $1 ORDER BY id',
      tutor.userId,
    );
  expect(await notes()).toEqual([
    { action: 'payout.refused', author_id: one.userId, said: REASON },
    { action: 'payout_account.refused', author_id: other.userId, said: REASON },
  ]);
  const logged = `SELECT details::text, reason FROM audit_log
    WHERE subject_id = ANY ($1) AND action LIKE '%.refused'`;
  const nothing = { details: '{}', reason: null };
  expect(await world.bench.rows(logged, [id, waiting.id])).toEqual([nothing, nothing]);
  await world.bench.service.call(paymentRpc.eraseUserData, { userId: tutor.userId });
  expect(await notes()).toEqual([]);
});

it('is for finance, with a fresh proof', async () => {
  const id = newId();
  const support = await testActor('support', { steppedUpSecondsAgo: 0 });
  const tutor = await testActor('tutor', { steppedUpSecondsAgo: 0 });
  for (const as of [support, tutor]) {
    const { code } = platformErrors.forbidden;
    expect(await codeOf(list(as))).toBe(code);
    expect(await codeOf(approve(id, as))).toBe(code);
    expect(await codeOf(refuse(id, as))).toBe(code);
    expect(await codeOf(decide(id, true, as))).toBe(code);
  }
  const unproved = await testActor('finance');
  expect(await codeOf(approve(id, unproved))).toBe(platformErrors.stepUpRequired.code);
  expect(await codeOf(approve(id, one))).toBe(payoutErrors.payoutNotFound.code);
});
