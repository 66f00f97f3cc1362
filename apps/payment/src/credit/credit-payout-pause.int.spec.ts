import { newId } from '@edu/contract-kit';
import { authEvents, authRpc } from '@edu/contracts-auth';
import { paymentRpc } from '@edu/contracts-payment';
import { eventually, testActor } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ORANGE, PayoutBench } from '../payout/payout.harness.ts';

const DAY_MS = 86_400_000;

let world: PayoutBench;
beforeAll(async () => {
  world = await PayoutBench.start({ PAYOUT_PAUSE_MS: String(DAY_MS) });
  world.bench.service.fake(authRpc.me, () => ({
    ...{ id: newId(), displayName: 'Koffi', email: null, phone: ORANGE, zone: null },
    ...{ roles: ['student' as const], locale: 'fr' as const, hasPassword: false },
    createdAt: new Date().toISOString(),
  }));
});
afterAll(() => world?.stop());

it('a payout of credit leaves time to whoever did not ask for it', async () => {
  const payer = await testActor('student', { steppedUpSecondsAgo: 0 });
  await world.giveCredit(payer.userId, 5_000);
  const before = Date.now();
  const input = { currency: 'XOF' as const };
  const call = { as: payer, key: newId() };
  const made = await world.bench.service.call(paymentRpc.payOutCredit, input, call);
  expect(made.state).toBe('on_its_way');
  expect(Date.parse(made.sentAt!)).toBeGreaterThanOrEqual(before + DAY_MS);
  expect(await world.pawapay.payouts.count(made.id)).toBe(0);
  // Suspended in time, nothing leaves.
  await world.bench.service.publish(authEvents.userSuspended, { userId: payer.userId });
  await eventually(async () => {
    const find = 'SELECT status, failure_reason, due_at FROM payout WHERE id = $1';
    expect(await world.bench.rows(find, made.id)).toEqual([
      { status: 'failed', failure_reason: 'account_suspended', due_at: null },
    ]);
  });
  expect(await world.pawapay.payouts.count(made.id)).toBe(0);
});
