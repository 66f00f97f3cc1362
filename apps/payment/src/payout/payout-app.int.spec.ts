import type { Problem } from '@edu/contract-kit';
import { paymentRpc, payoutErrors } from '@edu/contracts-payment';
import { eventually, type TestActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { franc } from '../payment.harness.ts';
import { openWaveBench, type WaveBench } from '../psp/wave/wave.conformance.ts';
import { ORANGE, PayoutBench } from './payout.harness.ts';

/** A wallet of the app that takes no money. */
const BLOCKED = '+2250700000001';
/** Of a country whose operators nobody here pays to. */
const MALI = '+22370010203';

let wave: WaveBench;
let world: PayoutBench;
beforeAll(async () => {
  wave = await openWaveBench();
  world = await PayoutBench.start(wave.env);
});
afterEach(() => {
  world.heal();
  wave.heal();
});
afterAll(async () => {
  await world?.stop();
  await wave.close();
});

const inApp = (phone: string, as: TestActor, app = 'wave') =>
  world.bench.service.call(paymentRpc.setPayoutAccount, { phone, app }, { as });
const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => expect.fail('it was not refused'),
    (problem: Problem) => problem,
  );

it('is offered with its countries, beside the operators', async () => {
  const { apps, countries } = await world.payoutsOf(await world.tutor());
  expect(apps).toEqual([{ app: 'wave', name: 'Wave', countries: ['BF', 'CI', 'ML', 'SN'] }]);
  expect(countries).toEqual(expect.arrayContaining(['BJ', 'CI', 'ML']));
});

it('pays to the wallet that a number has in an app, which its owner names', async () => {
  const tutor = await world.tutor(12_500);
  const account = await inApp(ORANGE, tutor);
  expect(account).toMatchObject({ operator: 'Wave', namesOwner: false, waitsFor: null });
  await world.plan();
  const paid = await world.becomes(tutor, 'paid');
  expect(paid).toMatchObject({ amount: franc(12_500), operator: 'Wave', payeeEnd: '04' });
  expect(await wave.payouts.count(paid.id)).toBe(1);
  expect(await world.pawapay.payouts.count(paid.id)).toBe(0);
  expect(await world.books(tutor.userId)).toEqual({
    platform_costs: 12_500,
    psp_clearing: -12_500,
  });
});

it('pays once although the answer is lost', async () => {
  const tutor = await world.tutor(7_000);
  await inApp(ORANGE, tutor);
  wave.loseAnswer();
  await world.plan(2);
  const paid = await world.becomes(tutor, 'paid');
  expect(await wave.payouts.count(paid.id)).toBe(1);
});

it('is another account than the operator’s of the same number', async () => {
  const tutor = await world.tutor();
  const first = await inApp(ORANGE, tutor);
  expect(await inApp(ORANGE, tutor)).toEqual(first);
  const operator = await world.setAccount(ORANGE, tutor);
  expect(operator).toMatchObject({ operator: 'Orange Money', phone: first.phone });
  expect(await world.setAccount(ORANGE, tutor)).toEqual(operator);
  expect(await inApp(ORANGE, tutor)).toMatchObject({ operator: 'Wave' });
  expect((await world.payoutsOf(tutor)).accounts).toHaveLength(1);
});

it('is never taken for the operator of a number by itself', async () => {
  const tutor = await world.tutor();
  const problem = await refusal(world.setAccount(MALI, tutor));
  expect(problem).toMatchObject({ code: payoutErrors.payoutNoWallet.code });
  expect(problem.message + JSON.stringify(problem)).toContain('Wave');
  expect(await inApp(MALI, tutor)).toMatchObject({ operator: 'Wave', country: 'ML' });
});

it.each([
  ['an app that there is not', ORANGE, 'purse'],
  ['a psp whose wallets are the operators’', ORANGE, 'mtn-momo'],
  ['a number where the app is not', '+237691020304', 'wave'],
])('%s is refused, without a word of the number', async (_what, phone, app) => {
  const tutor = await world.tutor();
  const problem = await refusal(inApp(phone, tutor, app));
  expect(problem.code).toBe(payoutErrors.payoutElsewhere.code);
  expect(JSON.stringify(problem)).not.toContain(phone.slice(4));
  expect((await world.payoutsOf(tutor)).accounts).toEqual([]);
});

it('that takes no money leaves it payable, with a reason', async () => {
  const tutor = await world.tutor(8_000);
  await inApp(BLOCKED, tutor);
  await world.plan();
  expect((await world.becomes(tutor, 'failed')).failure).toBe('refused');
  await eventually(async () =>
    expect(await world.books(tutor.userId)).toEqual({
      platform_costs: 8_000,
      provider_payable: -8_000,
    }),
  );
});
