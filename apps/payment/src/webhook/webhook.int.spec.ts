import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { newId, type Problem } from '@edu/contract-kit';
import { paymentErrors, paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { eventually, retain } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { PaymentConfig } from '../app.config.ts';
import { PaymentBench } from '../payment.harness.ts';
import type { Webhook } from '../psp/psp.conformance.ts';
import { WEBHOOK_SECRET } from '../psp/stripe/stripe.conformance.ts';

const NEXT_SECRET = 'whsec_that_comes_after_it';

let bench: PaymentBench;
beforeAll(async () => {
  bench = await PaymentBench.start({
    replicas: 2,
    // A long interval: what happens here happens because of webhooks.
    env: { STRIPE_WEBHOOK_SECRET: `${WEBHOOK_SECRET},${NEXT_SECRET}`, JANITOR_INTERVAL_MS: '1000' },
  });
});
afterEach(() => bench.stripe.heal());
afterAll(() => bench.stop());

interface SignOptions {
  readonly secret?: string;
  readonly at?: number;
  readonly scheme?: string;
}

function signed(event: object | string, { secret, at, scheme }: SignOptions = {}): Webhook {
  const body = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));
  const time = at ?? Math.floor(Date.now() / 1_000);
  const mac = createHmac('sha256', secret ?? WEBHOOK_SECRET);
  const signature = mac.update(`${time}.`).update(body).digest('hex');
  return { body, headers: { 'stripe-signature': `t=${time},${scheme ?? 'v1'}=${signature}` } };
}

const eventOf = (type: string, ref: string, more: object = {}) => ({
  id: `evt_${newId()}`,
  object: 'event',
  type,
  data: { object: { id: ref } },
  ...more,
});
const stored = (eventId: string) =>
  bench.rows('SELECT * FROM psp_event WHERE event_id = $1', eventId);
const processed = (eventId: string) =>
  eventually(async () => {
    const [row] = await stored(eventId);
    expect(row).toMatchObject({ processed_at: expect.any(Date) as Date });
    return row!['outcome'];
  });

/** Webhooks of this suite that ended like this, at both replicas. */
async function counted(result: string): Promise<number> {
  const pages = bench.service.instances.map(async ({ healthPort }) =>
    (await fetch(`http://127.0.0.1:${healthPort}/metrics`)).text(),
  );
  const line = new RegExp(`^edu_webhooks_total\\{.*result="${result}".*\\} (\\d+)$`, 'm');
  const counts = (await Promise.all(pages)).map((page) => Number(line.exec(page)?.[1] ?? 0));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A payment that the payer has paid, before any webhook. */
async function paidInSilence() {
  bench.stripe.faults.change({ webhooks: { drop: { next: 100 } } });
  const payment = await bench.open((await bench.book()).bookingId);
  const ref = await bench.refOf(payment.id);
  // Far in the future, so that only a webhook leads to the state of the psp.
  await bench.rows(
    `UPDATE payment SET due_at = now() + interval '1 hour' WHERE id = $1`,
    payment.id,
  );
  await bench.stripe.pay(ref);
  return { payment, ref };
}
async function hasOneEffect(paymentId: string) {
  await bench.service.events.next(paymentEvents.succeeded, (e) => e.paymentId === paymentId);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(bench.eventsOf(paymentEvents.succeeded, paymentId)).toHaveLength(1);
  expect(await bench.balance(paymentId, 'psp_clearing')).toBe(5_000);
  expect(await bench.balance(paymentId, 'learner')).toBe(-5_000);
}

describe('many deliveries', () => {
  it('of one event, 200 times at once, has one effect', async () => {
    const { payment, ref } = await paidInSilence();
    const event = eventOf('payment_intent.succeeded', ref);
    const webhook = signed(event);
    const answers = await Promise.all(Array.from({ length: 200 }, () => bench.receive(webhook)));
    expect(answers.every(({ received }) => received)).toBe(true);
    await hasOneEffect(payment.id);
    expect(await stored(event.id)).toHaveLength(1);
    expect(await counted('accepted')).toBeGreaterThanOrEqual(1);
    expect(await counted('duplicate')).toBeGreaterThanOrEqual(199);
  });

  it('of different events about one payment has one effect', async () => {
    const { payment, ref } = await paidInSilence();
    const types = ['payment_intent.succeeded', 'payment_intent.created', 'charge.succeeded'];
    const events = Array.from({ length: 30 }, (_, n) => eventOf(types[n % 3]!, ref));
    await Promise.all(events.map((event) => bench.receive(signed(event))));
    await hasOneEffect(payment.id);
  });

  it('delivered twice and out of order ends as if in order', async () => {
    bench.stripe.faults.change({
      webhooks: { duplicate: { probability: 1, copies: 2 }, reorder: { windowMs: 150 } },
    });
    const all = await Promise.all(Array.from({ length: 12 }, () => bench.paid()));
    for (const { payment } of all) {
      expect(bench.eventsOf(paymentEvents.succeeded, payment.id)).toHaveLength(1);
    }
  });
});

describe('an event', () => {
  it('is not trusted: the present state at the psp counts', async () => {
    const payment = await bench.open((await bench.book()).bookingId);
    const event = eventOf('payment_intent.succeeded', await bench.refOf(payment.id));
    await bench.receive(signed(event));
    expect(await processed(event.id)).toBe('ignored');
    expect((await bench.get(payment.id)).status).toBe('pending');
  });

  it('that cannot be worked on now is worked on later', async () => {
    const { payment, ref } = await paidInSilence();
    bench.stripe.faults.change({ api: { rateLimit429: { probability: 1 } } });
    const event = eventOf('payment_intent.succeeded', ref);
    await bench.receive(signed(event));
    await eventually(async () => {
      expect((await stored(event.id))[0]!['error']).toContain('PspUncertain');
    });
    bench.stripe.heal();
    expect(await processed(event.id)).toBe('applied');
    await hasOneEffect(payment.id);
  });

  it('that was stored by a crashed process is worked on by the next look', async () => {
    const { payment, ref } = await paidInSilence();
    await bench.rows(
      `INSERT INTO psp_event (id, psp, event_id, type, kind, ref, due_at)
       VALUES ($1, 'stripe', $2, 'payment_intent.succeeded', 'payment', $3, now())`,
      newId(),
      `evt_${newId()}`,
      ref,
    );
    await hasOneEffect(payment.id);
  });

  it('may come before our own request has its answer', async () => {
    const { payment, ref } = await paidInSilence();
    await bench.rows('ALTER TABLE payment DISABLE TRIGGER payment_moves_forward');
    await bench.rows(
      `UPDATE payment SET status = 'unknown', psp_ref = NULL WHERE id = $1`,
      payment.id,
    );
    await bench.rows('ALTER TABLE payment ENABLE TRIGGER payment_moves_forward');
    await bench.receive(signed(eventOf('payment_intent.succeeded', ref)));
    await hasOneEffect(payment.id);
    expect(await bench.refOf(payment.id)).toBe(ref);
  });

  it.each([
    ['of an unknown type', eventOf('invoice.paid', 'in_1')],
    ['of another account', eventOf('payment_intent.succeeded', 'pi_1', { account: 'acct_other' })],
    ['about an unknown intent', eventOf('payment_intent.succeeded', 'pi_nobody')],
    ['about an unknown refund', eventOf('refund.updated', 're_nobody')],
    ['about nothing', { ...eventOf('payment_intent.succeeded', ''), data: { object: {} } }],
    [
      'as large as may be',
      eventOf('payment_intent.succeeded', 'pi_x', { pad: 'x'.repeat(65_000) }),
    ],
  ])('%s is answered and ignored', async (_what, event) => {
    expect(await bench.receive(signed(event))).toEqual({ received: true });
    expect(await processed(event.id)).toBe('ignored');
  });

  it('is stored without its payload', async () => {
    const event = eventOf('invoice.paid', 'in_2', { receipt_email: 'awa@example.com' });
    await bench.receive(signed(event));
    const [row] = await stored(event.id);
    expect(row).toMatchObject({ event_id: event.id, type: 'invoice.paid' });
    expect(JSON.stringify(row)).not.toContain('awa@example.com');
  });

  it('is deleted after 90 days, and not before', async () => {
    const [young, old] = [eventOf('invoice.paid', 'in_3'), eventOf('invoice.paid', 'in_4')];
    for (const [event, days] of [
      [young, 89],
      [old, 91],
    ] as const) {
      await bench.receive(signed(event));
      await bench.rows(
        'UPDATE psp_event SET received_at = now() - make_interval(days => $1) WHERE event_id = $2',
        days,
        event.id,
      );
    }
    expect(await retain(bench.service, paymentRpc)).toBe(1);
    expect(await stored(young.id)).toHaveLength(1);
    expect(await stored(old.id)).toHaveLength(0);
  });

  it('that a bank disputes a payment freezes it, once', async () => {
    const { payment, ref } = await bench.paid({ card: 'pm_card_createDispute' });
    const charged = () =>
      bench.rows('SELECT psp_ref FROM chargeback WHERE payment_id = $1', payment.id);
    await eventually(async () => expect(await charged()).toHaveLength(1));
    const [row] = await charged();
    const again = eventOf('charge.dispute.updated', row!['psp_ref'] as string);
    await bench.receive(signed(again));
    await processed(again.id);
    expect(await charged()).toHaveLength(1);
    expect(await bench.cases(payment.id)).toEqual([]);
    expect(await bench.stripe.moved('charge', ref)).toHaveLength(1);
  });
  it('about an intent of another platform on the same account is ignored', async () => {
    const intent = await bench.stripe.psp.createIntent({
      idempotencyKey: newId(),
      paymentId: newId(),
      bookingId: newId(),
      money: { amount: 5_000, currency: 'XOF' },
      payer: {},
      returnUrl: 'http://127.0.0.1:8080/lessons/1/pay',
      webhookUrl: 'http://127.0.0.1:8080/api/v1/payments/webhooks/stripe',
      orderedAt: new Date(),
    });
    await bench.stripe.pay(intent.ref);
    const event = eventOf('payment_intent.succeeded', intent.ref);
    await bench.receive(signed(event));
    expect(await processed(event.id)).toBe('ignored');
  });
});

describe('a forged webhook', () => {
  const now = Math.floor(Date.now() / 1_000);
  const event = eventOf('payment_intent.succeeded', 'pi_forged');
  const good = signed(event);
  const forgeries: [string, Webhook][] = [
    ['with no signature', { body: good.body, headers: {} }],
    ['of another secret', signed(event, { secret: 'whsec_of_somebody_else' })],
    ['of an empty secret', signed(event, { secret: '' })],
    ['that is too old', signed(event, { at: now - 301 })],
    ['from the future', signed(event, { at: now + 3_600 })],
    ['of the test scheme', signed(event, { scheme: 'v0' })],
    [
      'with another body',
      { ...good, body: Buffer.from(good.body.toString().replace('pi_', 'pj_')) },
    ],
    ['written again', { ...good, body: Buffer.from(JSON.stringify(event, null, 2)) }],
    ['compressed', { ...good, body: gzipSync(good.body) }],
    ['without a body', { ...good, body: Buffer.alloc(0) }],
  ];

  it.each(forgeries)('%s is refused and leaves nothing', async (_what, forged) => {
    const error = await bench.receive(forged).catch((e: unknown) => e);
    expect((error as Problem).code).toBe(paymentErrors.badSignature.code);
    expect(await stored(event.id)).toHaveLength(0);
    expect(await counted('refused')).toBeGreaterThan(0);
  });

  it('is not one signed with the next secret, or with one valid signature of two', async () => {
    const rotated = eventOf('invoice.paid', 'in_1');
    await bench.receive(signed(rotated, { secret: NEXT_SECRET }));
    expect(await stored(rotated.id)).toHaveLength(1);
    const { body } = good;
    const [old, next] = [good, signed(event, { secret: 'whsec_of_somebody_else' })].map(
      ({ headers }) => headers['stripe-signature']!,
    );
    const both = `${old},${next!.split(',')[1]}`;
    expect(await bench.receive({ body, headers: { 'stripe-signature': both } })).toEqual({
      received: true,
    });
  });

  it('of a psp that does not exist is not found', async () => {
    const error = await bench.receive(good, 'nobody').catch((e: unknown) => e);
    expect((error as Problem).code).toBe(paymentErrors.unknownPsp.code);
  });
});

describe('configuration', () => {
  it.each(['', ' ', 'short', `${WEBHOOK_SECRET},`])('refuses the webhook secret "%s"', (secret) => {
    const env = {
      ...bench.stripe.env,
      NATS_URL: 'nats://127.0.0.1:4222',
      DATABASE_URL: 'postgres://127.0.0.1/none',
      STRIPE_WEBHOOK_SECRET: secret,
    };
    expect(() => new PaymentConfig(env)).toThrow('STRIPE_WEBHOOK_SECRET');
  });
});
