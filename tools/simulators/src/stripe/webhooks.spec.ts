import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WEBHOOK_SECRET, startHarness } from './stripe-harness.ts';
import type { StripeHarness } from './stripe-harness.ts';
import type { StripeSimulatorOptions } from './stripe-simulator.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';
import type { ReceivedWebhook, WebhookReceiver } from './webhook-receiver.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const part of open.splice(0).reverse()) await part.close();
});

async function setUp(
  respond?: (webhook: ReceivedWebhook) => number,
  options: Partial<StripeSimulatorOptions> = {},
): Promise<StripeHarness & { receiver: WebhookReceiver }> {
  const receiver = await startWebhookReceiver(respond);
  open.push(receiver);
  const harness = await startHarness({ webhookUrl: receiver.url, ...options });
  open.push(harness);
  return { ...harness, receiver };
}

const payment = {
  amount: 5_000,
  currency: 'xof',
  confirm: true,
  payment_method: 'pm_card_visa',
  metadata: { bookingId: 'b-1' },
};

describe('webhooks', () => {
  it('are signed so that the SDK accepts them', async () => {
    const { stripe, receiver } = await setUp();
    const intent = await stripe.paymentIntents.create(payment);
    await stripe.refunds.create({ payment_intent: intent.id, amount: 1_000 });
    await receiver.until(({ length }) => length === 5);
    expect(receiver.types().sort()).toEqual([
      'charge.refunded',
      'charge.succeeded',
      'payment_intent.created',
      'payment_intent.succeeded',
      'refund.created',
    ]);
    for (const { body, headers } of receiver.received) {
      const signature = headers['stripe-signature']!;
      const event = stripe.webhooks.constructEvent(body, signature, WEBHOOK_SECRET);
      expect(event).toMatchObject({ object: 'event', livemode: false });
      expect(() => stripe.webhooks.constructEvent(body, signature, 'whsec_other')).toThrow();
    }
    const succeeded = receiver.received
      .map(({ body }) => JSON.parse(body))
      .find(({ type }) => type === 'payment_intent.succeeded');
    expect(succeeded.data.object).toMatchObject({ id: intent.id, metadata: { bookingId: 'b-1' } });
  });

  it('are sent again until they are received', async () => {
    let refusals = 2;
    const { stripe, receiver, control } = await setUp(() => (refusals-- > 0 ? 500 : 200));
    await stripe.paymentIntents.create({ amount: 5_000, currency: 'xof' });
    await receiver.until(({ length }) => length === 3);
    expect(new Set(receiver.received.map(({ body }) => JSON.parse(body).id)).size).toBe(1);
    await expect
      .poll(async () => (await control('/deliveries')) as object)
      .toMatchObject({ counts: { pending: 0, failed: 0, dropped: 0 } });
  });

  it('give up, and come back on redelivery', async () => {
    let down = true;
    const { stripe, receiver, control } = await setUp(() => (down ? 503 : 200));
    await stripe.paymentIntents.create({ amount: 5_000, currency: 'xof' });
    await expect
      .poll(async () => (await control('/deliveries')) as object)
      .toMatchObject({ counts: { failed: 1 } });
    expect(receiver.received).toHaveLength(4);
    down = false;
    await control('/redeliver', {});
    await receiver.until(({ length }) => length === 5);
  });

  it('can be dropped, and come back on redelivery', async () => {
    const { stripe, receiver, control } = await setUp();
    const seen = await stripe.paymentIntents.create({ amount: 5_000, currency: 'xof' });
    await receiver.until(({ length }) => length === 1);
    await control('/faults', { webhooks: { drop: { next: 2 } } });
    await stripe.paymentIntents.confirm(seen.id, { payment_method: 'pm_card_visa' });
    expect(await control('/deliveries')).toMatchObject({ counts: { dropped: 2 } });
    expect(receiver.received).toHaveLength(1);
    await control('/redeliver', {});
    await receiver.until(({ length }) => length === 3);
    await expect
      .poll(async () => (await control('/deliveries')) as object)
      .toMatchObject({ counts: { pending: 0, failed: 0, dropped: 0 } });
  });

  it('can be duplicated, late, out of order and badly signed', async () => {
    const { stripe, receiver, control } = await setUp();
    const create = () => stripe.paymentIntents.create({ amount: 5_000, currency: 'xof' });
    await control('/faults', { webhooks: { duplicate: { next: 1, copies: 2 }, delayMs: 60 } });
    const before = Date.now();
    await create();
    await receiver.until(({ length }) => length === 3);
    expect(Date.now() - before).toBeGreaterThanOrEqual(55);
    expect(new Set(receiver.received.map(({ body }) => JSON.parse(body).id)).size).toBe(1);

    await control('/reset-faults', {});
    await control('/faults', { seed: 7, webhooks: { reorder: { windowMs: 1_000 } } });
    const ids: string[] = [];
    for (let n = 0; n < 8; n += 1) ids.push((await create()).id);
    await receiver.until(({ length }) => length === 11);
    const order = receiver.received.slice(3).map(({ body }) => JSON.parse(body).data.object.id);
    expect([...order].sort()).toEqual([...ids].sort());
    expect(order).not.toEqual(ids);

    await control('/reset-faults', {});
    await control('/faults', { webhooks: { signingSecret: 'whsec_forged' } });
    await create();
    await receiver.until(({ length }) => length === 12);
    const { body, headers } = receiver.received[11]!;
    const verify = (secret: string) =>
      stripe.webhooks.constructEvent(body, headers['stripe-signature']!, secret);
    expect(() => verify(WEBHOOK_SECRET)).toThrow(/signature/);
    expect(verify('whsec_forged').type).toBe('payment_intent.created');
  });

  it('are sent after a restart of the simulator', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stripe-simulator-'));
    open.push({ close: async () => rmSync(folder, { recursive: true }) });
    const databaseFile = join(folder, 'stripe.sqlite');
    const first = await setUp(() => 500, { databaseFile, webhookRetry: { baseMs: 60_000 } });
    const options = { idempotencyKey: 'before-restart' };
    const intent = await first.stripe.paymentIntents.create(payment, options);
    await first.receiver.until(({ length }) => length === 3);
    await first.simulator.close();
    open.splice(
      open.findIndex((part) => 'simulator' in part),
      1,
    );

    const second = await setUp(undefined, { databaseFile });
    const again = await second.stripe.paymentIntents.create(payment, options);
    expect(again.id).toBe(intent.id);
    await second.control('/redeliver', {});
    await second.receiver.until(({ length }) => length === 3);
  });
});
