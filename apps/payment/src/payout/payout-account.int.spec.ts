import { platformErrors, type Problem } from '@edu/contract-kit';
import { paymentErrors, paymentEvents, paymentRpc, payoutErrors } from '@edu/contracts-payment';
import { eventually, testActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MTN, ORANGE, PayoutBench } from './payout.harness.ts';

const DAY_MS = 86_400_000;

let world: PayoutBench;
beforeAll(async () => {
  world = await PayoutBench.start({ PAYOUT_PAUSE_MS: String(DAY_MS) });
});
afterEach(() => world.heal());
afterAll(() => world?.stop());

const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem,
  );
const changesOf = (providerId: string) =>
  world.bench.service.events
    .of(paymentEvents.payoutAccountChanged)
    .filter((event) => event.providerId === providerId);

describe('the number that a provider is paid to', () => {
  it('is in today’s form, waits for a day, and its change is announced without it', async () => {
    const tutor = await world.tutor(10_000);
    // Of the plan before 2024.
    const account = await world.setAccount('+22997123456', tutor);
    expect(account).toMatchObject({
      ...{ phone: '+2290197123456', country: 'BJ', currency: 'XOF' },
      ...{ operator: 'MTN Mobile Money', waitsFor: null },
    });
    const pause = Date.parse(account.payableFrom) - Date.parse(account.changedAt);
    expect(pause).toBe(DAY_MS);
    const { accounts, next, items } = await world.payoutsOf(tutor);
    expect(accounts).toEqual([account]);
    expect(items).toEqual([]);
    expect(next).toMatchObject([{ payable: { amount: 10_000, currency: 'XOF' }, blocked: null }]);
    expect(Date.parse(next[0]!.at!)).toBeGreaterThan(Date.parse(account.payableFrom));
    await eventually(() =>
      expect(changesOf(tutor.userId)).toMatchObject([{ waits: false, operator: account.operator }]),
    );
    expect(JSON.stringify(changesOf(tutor.userId))).not.toContain('97123456');
    await world.plan();
    expect((await world.payoutsOf(tutor)).items).toEqual([]);
  });

  it('stays as it is when it is given again, and is announced when it is another', async () => {
    const tutor = await world.tutor();
    const first = await world.setAccount(ORANGE, tutor);
    expect(await world.setAccount(ORANGE, tutor)).toEqual(first);
    const other = await world.setAccount('+2250701020399', tutor);
    expect(Date.parse(other.payableFrom)).toBeGreaterThanOrEqual(Date.parse(first.payableFrom));
    await eventually(() => expect(changesOf(tutor.userId)).toHaveLength(2));
    expect((await world.payoutsOf(tutor)).accounts).toEqual([other]);
  });

  it('is one for each currency', async () => {
    const tutor = await world.tutor();
    await world.setAccount(ORANGE, tutor);
    await world.setAccount('+237691020304', tutor);
    const { accounts } = await world.payoutsOf(tutor);
    expect(accounts.map(({ currency }) => currency)).toEqual(['XAF', 'XOF']);
  });

  it('is looked at by a person where the operator knows its owner by another name', async () => {
    const [own, others] = [await world.tutor(10_000), await world.tutor(10_000)];
    world.names.set(others.userId, 'Awa Koné');
    expect(await world.setAccount(MTN, own)).toMatchObject({ waitsFor: null });
    expect(await world.setAccount(MTN, others)).toMatchObject({ waitsFor: 'name' });
    expect((await world.payoutsOf(others)).next).toMatchObject([{ blocked: 'waiting', at: null }]);
    // The name of a stranger's number is for finance alone.
    expect(JSON.stringify(await world.payoutsOf(others))).not.toMatch(/Kouassi/i);
  });

  it.each([
    ['of an old plan that cannot be repaired', '+22507010203', paymentErrors.oldPhone],
    ['of no mobile phone', '+2252721234567', paymentErrors.badPhone],
    ['of a country where nobody pays to', '+33612345678', payoutErrors.payoutElsewhere],
    ['of an operator that nobody serves', '+221701020304', payoutErrors.payoutNoWallet],
  ])('%s is refused, without a word of it', async (_which, phone, error) => {
    const tutor = await world.tutor();
    const problem = await refusal(world.setAccount(phone, tutor));
    expect(problem.code).toBe(error.code);
    expect(JSON.stringify(problem)).not.toContain(phone.slice(4));
    expect((await world.payoutsOf(tutor)).accounts).toEqual([]);
  });

  it('is refused for now while the psp does not answer', async () => {
    const tutor = await world.tutor();
    world.pawapay.faults.change({ api: { rateLimit429: { next: 20 } } });
    const problem = await refusal(world.setAccount(ORANGE, tutor));
    expect(problem.code).toBe(payoutErrors.payoutUnavailable.code);
    expect((await world.payoutsOf(tutor)).accounts).toEqual([]);
  });

  it('takes a provider who has just proved that it is them', async () => {
    const set = async (...actor: Parameters<typeof testActor>) =>
      (await refusal(world.setAccount(ORANGE, await testActor(...actor)))).code;
    expect(await set('tutor')).toBe(platformErrors.stepUpRequired.code);
    expect(await set('tutor', { steppedUpSecondsAgo: 400 })).toBe(
      platformErrors.stepUpRequired.code,
    );
    expect(await set('student', { steppedUpSecondsAgo: 0 })).toBe(platformErrors.forbidden.code);
    const anonymous = world.bench.service.call(paymentRpc.setPayoutAccount, { phone: ORANGE });
    expect((await refusal(anonymous)).code).toBe(platformErrors.unauthenticated.code);
  });

  it('is gone when it is removed, whose owner reads of it once, and another waits again', async () => {
    const tutor = await world.tutor(10_000);
    await world.setAccount(ORANGE, tutor);
    await world.setAccount('+237691020304', tutor);
    const both = [world.removeAccount(tutor), world.removeAccount(tutor)];
    expect(await Promise.all(both)).toEqual([{ currency: 'XOF' }, { currency: 'XOF' }]);
    const { accounts, next } = await world.payoutsOf(tutor);
    expect(accounts).toMatchObject([{ currency: 'XAF' }]);
    expect(next).toContainEqual(
      expect.objectContaining({
        payable: { amount: 10_000, currency: 'XOF' },
        blocked: 'no_account',
      }),
    );
    await eventually(() => {
      const removals = world.bench.service.events.of(paymentEvents.payoutAccountRemoved);
      expect(removals.filter(({ providerId }) => providerId === tutor.userId)).toMatchObject([
        { operator: 'Orange Money' },
      ]);
    });
    const again = await world.setAccount(ORANGE, tutor);
    expect(Date.parse(again.payableFrom) - Date.parse(again.changedAt)).toBe(DAY_MS);
    const log = `SELECT action, details::text FROM audit_log
       WHERE actor_id = $1 AND action = 'payout_account.removed'`;
    expect(await world.bench.rows(log, tutor.userId)).toEqual([
      { action: 'payout_account.removed', details: '{}' },
    ]);
  });

  it('is removed by whoever has just proved that it is theirs', async () => {
    const remove = async (...actor: Parameters<typeof testActor>) =>
      (await refusal(world.removeAccount(await testActor(...actor)))).code;
    expect(await remove('tutor')).toBe(platformErrors.stepUpRequired.code);
    expect(await remove('student', { steppedUpSecondsAgo: 0 })).toBe(platformErrors.forbidden.code);
  });

  it('is in the log of what was done without its digits, and gone with the account', async () => {
    const tutor = await world.tutor();
    await world.setAccount(ORANGE, tutor);
    const find = 'SELECT details::text FROM audit_log WHERE actor_id = $1';
    expect(await world.bench.rows(find, tutor.userId)).toEqual([
      { details: '{"nameCheck": "not_offered"}' },
    ]);
    await world.bench.service.call(paymentRpc.eraseUserData, { userId: tutor.userId });
    const kept = 'SELECT FROM payout_account WHERE provider_id = $1';
    expect(await world.bench.rows(kept, tutor.userId)).toEqual([]);
  });
});
