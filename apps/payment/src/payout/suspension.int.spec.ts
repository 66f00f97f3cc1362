import { newId } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import { paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor, type TestActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { franc } from '../payment.harness.ts';
import { ORANGE, PayoutBench } from './payout.harness.ts';

let world: PayoutBench;
let finance: TestActor;
beforeAll(async () => {
  world = await PayoutBench.start();
  finance = await testActor('finance');
});
afterEach(() => world.heal());
afterAll(() => world?.stop());

const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
/** Resolves once the event has had its effect. So long ago that tokens of the account are good again. */
async function publish(
  event: typeof authEvents.userSuspended | typeof authEvents.userReinstated,
  data: { userId: string; closing?: boolean },
  at: Date,
) {
  const id = await world.bench.service.publish(event, data, newId(), at);
  await eventually(async () => {
    const found = await world.bench.rows('SELECT FROM inbox WHERE message_id = $1', id);
    expect(found).toHaveLength(1);
  });
}
const suspend = ({ userId }: TestActor, seconds = 7_200, closing?: boolean) =>
  publish(
    authEvents.userSuspended,
    { userId, ...(closing !== undefined && { closing }) },
    ago(seconds),
  );
const reinstate = ({ userId }: TestActor, seconds = 3_600) =>
  publish(authEvents.userReinstated, { userId }, ago(seconds));
const statesOf = async ({ userId }: TestActor) =>
  (
    await world.bench.rows(
      'SELECT status, failure_reason FROM payout WHERE provider_id = $1 ORDER BY id DESC',
      userId,
    )
  ).map((row) => [row['status'], row['failure_reason']]);
const heldFor = async ({ userId }: TestActor) => {
  const { held } = await world.bench.service.call(paymentRpc.staffPayouts, {}, { as: finance });
  return held.filter(({ providerId }) => providerId === userId);
};

describe('a suspended account', () => {
  it('is paid nothing, which finance reads, and everything once it is open again', async () => {
    const tutor = await world.tutor(9_000);
    await world.setAccount(ORANGE, tutor);
    await suspend(tutor);
    await world.plan();
    expect(await statesOf(tutor)).toEqual([]);
    expect(await heldFor(tutor)).toMatchObject([
      { providerName: 'Aya Kouassi', payable: franc(9_000) },
    ]);
    expect((await world.payoutsOf(tutor)).next).toMatchObject([
      { payable: franc(9_000), blocked: 'suspended', at: null },
    ]);
    await reinstate(tutor);
    expect(await heldFor(tutor)).toEqual([]);
    await world.plan();
    await world.becomes(tutor, 'paid');
  });

  it('gets back what waited for the yes of two, and the reason is said', async () => {
    const tutor = await world.tutor(60_000);
    await world.setAccount(ORANGE, tutor);
    await world.plan();
    await world.becomes(tutor, 'checked');
    await suspend(tutor);
    expect(await world.becomes(tutor, 'failed')).toMatchObject({ failure: 'account_suspended' });
    expect(await world.books(tutor.userId)).toEqual({
      platform_costs: 60_000,
      provider_payable: -60_000,
    });
    const [number] = (await world.payoutsOf(tutor)).accounts;
    expect(number).toMatchObject({ waitsFor: null });
  });

  it('gets what the psp has been asked to pay before', async () => {
    const tutor = await world.tutor(6_000);
    await world.setAccount(ORANGE, tutor);
    world.pawapay.payouts.stall();
    await world.plan();
    await eventually(async () => expect(await statesOf(tutor)).toEqual([['ordered', null]]));
    await suspend(tutor);
    expect(await statesOf(tutor)).toEqual([['ordered', null]]);
  });

  it('is paid nothing by a run that has begun to plan for it', async () => {
    const tutor = await world.tutor(60_000);
    await world.setAccount(ORANGE, tutor);
    await Promise.all([world.plan(2), suspend(tutor)]);
    await world.plan();
    for (const [status, reason] of await statesOf(tutor)) {
      expect([status, reason]).toEqual(['failed', 'account_suspended']);
    }
    expect(await world.books(tutor.userId)).toMatchObject({ provider_payable: -60_000 });
  });

  it('is paid as before where its owner closes it', async () => {
    const tutor = await world.tutor(9_000);
    await world.setAccount(ORANGE, tutor);
    await suspend(tutor, 7_200, true);
    await world.plan();
    await world.becomes(tutor, 'paid');
  });
});

it('events in any order leave what the latest says', async () => {
  const tutor = await world.tutor(9_000);
  await world.setAccount(ORANGE, tutor);
  await reinstate(tutor, 10_800);
  await suspend(tutor, 14_400);
  await world.plan();
  await world.becomes(tutor, 'paid');
  await suspend(tutor, 3_600);
  await reinstate(tutor, 7_200);
  await world.credit(tutor.userId, 9_000);
  await world.plan();
  expect(await statesOf(tutor)).toEqual([['paid', null]]);
});
