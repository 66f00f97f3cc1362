import { newId, type Problem } from '@edu/contract-kit';
import { paymentErrors } from '@edu/contracts-payment';
import { eventually, type TestActor } from '@edu/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { franc } from '../../payment.harness.ts';
import { ORANGE, PayoutBench } from '../../payout/payout.harness.ts';
import { PspUncertain } from '../psp.ts';
import { openCinetpayBench, type CinetpayBench } from './cinetpay.conformance.ts';
import { transferOf } from './transfers.domain.ts';

let cinetpay: CinetpayBench;
let world: PayoutBench;
beforeAll(async () => {
  cinetpay = await openCinetpayBench();
  world = await PayoutBench.start(cinetpay.env);
  world.bench.receiveFrom(cinetpay, 'cinetpay');
});
afterEach(() => cinetpay.heal());
afterAll(async () => {
  await world?.stop();
  await cinetpay.close();
});

/** Paid through CinetPay, as where no other psp has the operator. */
async function payee(payable: number): Promise<TestActor> {
  const tutor = await world.tutor(payable);
  await world.setAccount(ORANGE, tutor);
  const sql = `UPDATE payout_account SET psp = 'cinetpay' WHERE provider_id = $1`;
  await world.bench.rows(sql, tutor.userId);
  return tutor;
}
const eventsOf = (payoutId: string) =>
  world.bench.rows(
    'SELECT kind, type, outcome FROM psp_event WHERE ref = $1',
    transferOf(payoutId, `payout:${payoutId}`),
  );
const notify = (id: string) =>
  world.bench.receive(
    { body: Buffer.from(JSON.stringify({ merchant_transaction_id: id })), headers: {} },
    'cinetpay',
  );

it('pays as much of what is payable as its steps allow', async () => {
  const tutor = await payee(12_503);
  await world.plan();
  const paid = await world.becomes(tutor, 'paid');
  expect(paid).toMatchObject({ amount: franc(12_500), payeeEnd: '04' });
  expect(await cinetpay.payouts.count(paid.id)).toBe(1);
  expect(await world.books(tutor.userId)).toEqual({
    ...{ platform_costs: 12_503, provider_payable: -3, psp_clearing: -12_500 },
  });
});

it.each([
  ['is lost', { api: { timeoutAfterCharging: { next: 1, operations: ['transfers.create'] } } }],
  ['is that it failed', { api: { error500BeforeCharging: { next: 1 } } }],
  ['is that the account holds too little', { poor: { next: 1 } }],
])('pays once where the answer %s', async (_what, faults) => {
  const tutor = await payee(7_000);
  cinetpay.faults.change(faults);
  await world.plan();
  const paid = await world.becomes(tutor, 'paid');
  expect(await cinetpay.payouts.count(paid.id)).toBe(1);
  const ref = transferOf(paid.id, `payout:${paid.id}`);
  expect(await cinetpay.movedTimes('payout', ref)).toBe(1);
});

it('does not take too little on our side for a no to whoever is paid', async () => {
  const payoutId = newId();
  const order = {
    ...{ idempotencyKey: `payout:${payoutId}`, payoutId, orderedAt: new Date() },
    ...{ money: franc(5_000), payee: cinetpay.payouts.payee, webhookUrl: 'http://127.0.0.1/' },
  };
  const { psp } = cinetpay;
  cinetpay.faults.change({ poor: { next: 1 } });
  await expect(psp.payOut!(order)).rejects.toThrow(PspUncertain);
  expect(await psp.findPayout!(order)).toBeNull();
  expect((await psp.payOut!(order)).status).toBe('succeeded');
});

it('learns by a notification what became of one, and asks about what CinetPay calls it', async () => {
  const tutor = await payee(9_000);
  cinetpay.faults.change({ enqueued: { next: 1, ms: 1_500 } });
  await world.plan();
  const underWay = await world.becomes(tutor, 'on_its_way');
  const ref = transferOf(underWay.id, `payout:${underWay.id}`);
  await eventually(async () => {
    const [row] = await world.bench.rows('SELECT psp_ref FROM payout WHERE id = $1', underWay.id);
    expect(row).toEqual({ psp_ref: ref });
  });
  for (const made of [ref, transferOf(underWay.id, 'payout:1'), transferOf(underWay.id, ':2')]) {
    await notify(made);
  }
  await world.becomes(tutor, 'paid');
  await eventually(async () => {
    const events = await eventsOf(underWay.id);
    expect(events.length).toBeGreaterThan(0);
    for (const event of events) {
      expect(event).toMatchObject({ kind: 'payout', type: 'transfer.notified' });
      expect(event['outcome']).not.toBeNull();
    }
  });
  const others = `SELECT FROM psp_event WHERE ref LIKE 'T-%' AND ref NOT IN (SELECT psp_ref FROM payout WHERE psp_ref IS NOT NULL)`;
  expect(await world.bench.rows(others)).toEqual([]);
  const refusal = await notify(transferOf(newId(), 'payout')).catch((error: unknown) => error);
  expect((refusal as Problem).code).toBe(paymentErrors.badSignature.code);
});
