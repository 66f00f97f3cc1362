import { randomUUID } from 'node:crypto';
import { newId, type Problem } from '@edu/contract-kit';
import { paymentErrors, paymentEvents } from '@edu/contracts-payment';
import { eventually } from '@edu/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { PaymentBench } from '../../payment.harness.ts';
import type { Webhook } from '../psp.conformance.ts';
import { openPawapayBench, PHONES, type PawapayBench } from './pawapay.conformance.ts';

let pawapay: PawapayBench;
let bench: PaymentBench;
beforeAll(async () => {
  pawapay = await openPawapayBench();
  // A long interval: what happens here happens because of callbacks.
  const env = { ...pawapay.env, JANITOR_INTERVAL_MS: '900000' };
  bench = await PaymentBench.start({ replicas: 2, env });
  bench.receiveFrom(pawapay, 'pawapay');
});
afterEach(() => pawapay.faults.reset());
afterAll(async () => {
  await bench.stop();
  await pawapay.close();
});

async function open() {
  const { bookingId } = await bench.book();
  const payment = await eventually(() => bench.open(bookingId, newId(), 'pawapay', PHONES['XOF']));
  return { payment, ref: await bench.refOf(payment.id) };
}

async function paid() {
  const { payment, ref } = await open();
  await pawapay.pay(ref);
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === payment.id);
  return { payment, ref };
}

const callbackOf = (ref: string): Webhook =>
  pawapay.webhooks.findLast(({ body }) => body.includes(ref))!;
const later = (input: string) =>
  input.replace(/created=(\d+)/, (_, seconds) => `created=${Number(seconds) + 1}`);
const refusalOf = (webhook: Webhook) =>
  bench.receive(webhook, 'pawapay').then(
    () => 'taken',
    ({ code, status, message }: Problem) => ({ code, status, message }),
  );

it.each([
  ['ecdsa-p256-sha256', 'der', 'sha-256'],
  ['ecdsa-p256-sha256', 'ieee-p1363', 'sha-512'],
  ['ecdsa-p384-sha384', 'der', 'sha-512'],
  ['ecdsa-p384-sha384', 'ieee-p1363', 'sha-256'],
  ['rsa-v1_5-sha256', 'der', 'sha-256'],
  ['rsa-pss-sha512', 'der', 'sha-512'],
] as const)('believes %s (%s) with %s', async (algorithm, encoding, digest) => {
  pawapay.faults.change({ signature: { algorithm, encoding, digest } });
  const { payment } = await paid();
  expect((await bench.get(payment.id)).status).toBe('succeeded');
});

it('learns the next key when it signs, and takes both while one replaces the other', async () => {
  await paid();
  pawapay.faults.change({ signature: { generation: 7 } });
  // Refused for as long as keys are not fetched again, and sent once more then.
  await paid();
  pawapay.faults.change({ signature: { generation: 8, twice: true } });
  const { ref } = await paid();
  expect(callbackOf(ref).headers['signature']).toMatch(/^sig-pp=.*, sig-pp2=/);
});

it('refuses what is forged, old, unsigned, of another key or touched, always alike', async () => {
  const { ref } = await paid();
  const { body, headers } = callbackOf(ref);
  const other = callbackOf((await paid()).ref);
  const forged: Webhook[] = [
    { body, headers: {} },
    { body, headers: { ...headers, signature: 'sig-pp=:AAAA:' } },
    { body, headers: { ...headers, signature: other.headers['signature']! } },
    // Two that are signed in one second have the same input, so one of another second is made.
    { body, headers: { ...headers, 'signature-input': later(headers['signature-input']!) } },
    { body, headers: { ...headers, 'signature-date': '2020-01-01T00:00:00Z' } },
    { body, headers: { ...headers, host: 'another.example' } },
    { body: other.body, headers },
    {
      body: other.body,
      headers: { ...headers, 'content-digest': other.headers['content-digest']! },
    },
    { body: Buffer.from(body.toString().replace('5000', '9000')), headers },
  ];
  const refusals = await Promise.all(forged.map(refusalOf));
  // The real ones, with a signature that nobody could have, or that is too old.
  for (const fault of [
    { webhooks: { signingSecret: '' } },
    { webhooks: { timestampOffsetSeconds: -400 } },
    { signature: { keyId: 'a key that nobody publishes' } },
    { signature: { generation: 9, keyId: 'ecdsa-p256-sha256:1' } },
  ]) {
    pawapay.faults.change(fault);
    const unpaid = await open();
    const seen = pawapay.webhooks.length;
    await pawapay.pay(unpaid.ref);
    await expect.poll(() => pawapay.webhooks.length).toBeGreaterThan(seen);
    refusals.push(await refusalOf(callbackOf(unpaid.ref)));
    const state = 'SELECT status FROM payment WHERE id = $1';
    expect(await bench.rows(state, unpaid.payment.id)).toEqual([{ status: 'pending' }]);
    pawapay.faults.reset();
    // Sent again with a signature that is right, it counts.
    await bench.service.events.next(
      paymentEvents.succeeded,
      (e) => e.paymentId === unpaid.payment.id,
    );
  }
  const { code, status } = paymentErrors.badSignature;
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  expect(refusals[0]).toMatchObject({ code, status });
});

it('counts one callback that comes fifty times at once', async () => {
  const { payment, ref } = await paid();
  const again = callbackOf(ref);
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => eventually(() => bench.receive(again, 'pawapay'))),
  );
  expect(answers.every(({ received }) => received)).toBe(true);
  expect(bench.eventsOf(paymentEvents.succeeded, payment.id)).toHaveLength(1);
  expect(await bench.rows('SELECT FROM psp_event WHERE ref = $1', ref)).toHaveLength(1);
});

it('hands on what became of a payout, which changes nothing here', async () => {
  const payoutId = newId();
  const { ref } = await pawapay.psp.payOut!({
    ...{ idempotencyKey: `payout:${payoutId}`, payoutId, orderedAt: new Date() },
    webhookUrl: 'http://127.0.0.1/',
    ...{ money: { amount: 4_500, currency: 'XOF' }, payee: pawapay.payouts.payee },
  });
  await eventually(async () => {
    const rows = await bench.rows('SELECT kind, type, outcome FROM psp_event WHERE ref = $1', ref);
    expect(rows).toEqual([{ kind: 'payout', type: 'payout.completed', outcome: 'ignored' }]);
  });
});

it('leaves a deposit of another platform on the same account alone', async () => {
  const depositId = randomUUID();
  const accountDetails = { phoneNumber: '22951345789', provider: 'MTN_MOMO_BEN' };
  const { PAWAPAY_API_URL: url, PAWAPAY_API_TOKEN: token } = pawapay.env;
  await fetch(`${url}/v2/deposits`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ depositId, amount: '700', currency: 'XOF', clientReferenceId: 'INV-1' },
      payer: { type: 'MMO', accountDetails },
    }),
  });
  await eventually(async () => {
    const rows = await bench.rows(
      'SELECT event_id, outcome FROM psp_event WHERE ref = $1',
      depositId,
    );
    expect(rows).toEqual([{ event_id: `deposit:${depositId}:COMPLETED`, outcome: 'ignored' }]);
  });
});
