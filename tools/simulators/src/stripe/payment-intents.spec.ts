import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type Stripe from 'stripe';
import { startHarness } from './stripe-harness.ts';
import type { StripeHarness } from './stripe-harness.ts';

let harness: StripeHarness;
let stripe: Stripe;

beforeAll(async () => {
  harness = await startHarness();
  stripe = harness.stripe;
});
afterAll(() => harness.close());

const lesson = { amount: 5_000, currency: 'xof' };

/** What happened to the money of an intent, in order. */
async function moved(intent: string): Promise<string[]> {
  const { data } = (await harness.control(`/charges?payment_intent=${intent}`)) as {
    data: { action: string }[];
  };
  return data.map(({ action }) => action);
}

async function paid(params: Partial<Stripe.PaymentIntentCreateParams> = {}) {
  return stripe.paymentIntents.create({
    ...lesson,
    confirm: true,
    payment_method: 'pm_card_visa',
    ...params,
  });
}

describe('payment intents through the SDK', () => {
  it('goes from creation to success', async () => {
    const created = await stripe.paymentIntents.create({
      ...lesson,
      metadata: { bookingId: 'b-1' },
      automatic_payment_methods: { enabled: true },
    });
    expect(created).toMatchObject({
      status: 'requires_payment_method',
      amount: 5_000,
      currency: 'xof',
      metadata: { bookingId: 'b-1' },
    });
    expect(created.lastResponse.requestId).toMatch(/^req_/);

    const updated = await stripe.paymentIntents.update(created.id, {
      payment_method: 'pm_card_visa',
      metadata: { slot: '7' },
    });
    expect(updated.status).toBe('requires_confirmation');
    expect(updated.metadata).toEqual({ bookingId: 'b-1', slot: '7' });

    const confirmed = await stripe.paymentIntents.confirm(created.id);
    expect(confirmed).toMatchObject({ status: 'succeeded', amount_received: 5_000 });
    expect(confirmed.latest_charge).toMatch(/^ch_/);
    const listed = await stripe.paymentIntents.list({ limit: 1 });
    expect(listed.data.map(({ id }) => id)).toEqual([created.id]);
    await expect(stripe.paymentIntents.confirm(created.id)).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
      code: 'payment_intent_unexpected_state',
    });
  });

  it('shows the card where it is asked for, with one fingerprint for each number', async () => {
    const fingerprintOf = async (method: string) => {
      const { id } = await paid({ payment_method: method });
      expect(typeof (await stripe.paymentIntents.retrieve(id)).payment_method).toBe('string');
      const shown = await stripe.paymentIntents.retrieve(id, { expand: ['payment_method'] });
      return (shown.payment_method as Stripe.PaymentMethod).card?.fingerprint;
    };
    const visa = await fingerprintOf('pm_card_visa');
    expect(visa).toMatch(/^[a-zA-Z0-9]{16}$/);
    expect(await fingerprintOf('pm_card_visa')).toBe(visa);
    expect(await fingerprintOf('pm_card_mastercard')).not.toBe(visa);
    const { id } = await stripe.paymentIntents.create(lesson);
    const unknown = stripe.paymentIntents.retrieve(id, { expand: ['pocket'] });
    await expect(unknown).rejects.toMatchObject({ statusCode: 400, param: 'expand' });
    const none = await stripe.paymentIntents.retrieve(id, { expand: ['payment_method'] });
    expect(none.payment_method).toBeNull();
  });

  it('declines and lets the payer try another card', async () => {
    const intent = await stripe.paymentIntents.create(lesson);
    const attempt = stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_chargeDeclinedInsufficientFunds',
    });
    await expect(attempt).rejects.toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code: 'card_declined',
      decline_code: 'insufficient_funds',
    });
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after.status).toBe('requires_payment_method');
    expect(after.last_payment_error?.decline_code).toBe('insufficient_funds');
    const again = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
    });
    expect(again.status).toBe('succeeded');
    expect(await moved(intent.id)).toEqual(['charge']);
  });

  it('replays, refuses and isolates idempotency keys', async () => {
    const first = await paid();
    const options = { idempotencyKey: 'booking-1' };
    const once = await stripe.paymentIntents.create(lesson, options);
    const twice = await stripe.paymentIntents.create(lesson, options);
    expect(twice.id).toBe(once.id);
    expect(twice.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(once.id).not.toBe(first.id);
    await expect(
      stripe.paymentIntents.create({ ...lesson, amount: 6_000 }, options),
    ).rejects.toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 });
    await expect(stripe.refunds.create({ charge: 'ch_x' }, options)).rejects.toMatchObject({
      type: 'StripeIdempotencyError',
    });
  });

  it('refunds in parts and refuses more than was paid', async () => {
    const { id } = await paid();
    const part = await stripe.refunds.create({ payment_intent: id, amount: 2_000 });
    expect(part).toMatchObject({ status: 'succeeded', amount: 2_000, currency: 'xof' });
    const over = stripe.refunds.create({ payment_intent: id, amount: 3_001 });
    await expect(over).rejects.toThrow(/greater than unrefunded amount/);
    await stripe.refunds.create({ payment_intent: id });
    await expect(stripe.refunds.create({ payment_intent: id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
    const refunds = await stripe.refunds.list({ payment_intent: id });
    expect(refunds.data.map(({ amount }) => amount)).toEqual([3_000, 2_000]);
    expect(await moved(id)).toEqual(['charge', 'refund', 'refund']);
  });

  it('settles pending refunds and fails others later', async () => {
    const late = await paid({ payment_method: 'pm_card_pendingRefund' });
    const lost = await paid({ payment_method: 'pm_card_refundFail' });
    const pending = await stripe.refunds.create({ payment_intent: late.id });
    const failing = await stripe.refunds.create({ payment_intent: lost.id });
    expect([pending.status, failing.status]).toEqual(['pending', 'succeeded']);
    await expect
      .poll(async () => [
        (await stripe.refunds.retrieve(pending.id)).status,
        (await stripe.refunds.retrieve(failing.id)).status,
      ])
      .toEqual(['succeeded', 'failed']);
  });
});

describe('confirming in the browser', () => {
  const confirmPublicly = (id: string, form: Record<string, string>, key = 'pk_test_spec') =>
    fetch(`${harness.simulator.url}/v1/payment_intents/${id}/confirm`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
      body: new URLSearchParams(form),
    });

  it('needs the client secret and hides what is not the payer’s', async () => {
    const intent = await stripe.paymentIntents.create({ ...lesson, metadata: { secret: 'x' } });
    const wrong = await confirmPublicly(intent.id, {
      client_secret: 'no',
      payment_method: 'pm_card_visa',
    });
    expect(wrong.status).toBe(400);
    const right = await confirmPublicly(intent.id, {
      client_secret: intent.client_secret!,
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': '4242 4242 4242 4242',
    });
    const body = (await right.json()) as Record<string, unknown>;
    expect(body).toMatchObject({ status: 'succeeded', id: intent.id });
    expect(body).not.toHaveProperty('metadata');
    expect(await moved(intent.id)).toEqual(['charge']);
  });

  it('shows a frame for the card in French, and takes nothing in its address for markup', async () => {
    const query = new URLSearchParams({
      locale: 'fr',
      client_secret: '"><script>alert(1)</script>',
    });
    const shown = await fetch(`${harness.simulator.url}/element?${query}`);
    expect(shown.headers.get('content-security-policy')).toContain("script-src 'self'");
    const page = await shown.text();
    expect(page).toContain('Numéro de carte');
    expect(page).not.toContain('<script>');
  });

  it('leads through 3-D Secure in French, and back', async () => {
    const intent = await stripe.paymentIntents.create({
      ...lesson,
      description: '<script>alert(1)</script>',
    });
    const { url } = harness.simulator;
    const confirmed = await confirmPublicly(intent.id, {
      client_secret: intent.client_secret!,
      'payment_method_data[type]': 'card',
      'payment_method_data[card][number]': '4000 0027 6000 3184',
      return_url: 'http://shop.example/done?x=1',
    });
    const { next_action: action } = (await confirmed.json()) as Stripe.PaymentIntent;
    const bank = new URL(action!.redirect_to_url!.url!);
    expect(bank.origin).toBe(url);
    const shown = await fetch(bank, { headers: { 'accept-language': 'fr-CI,fr;q=0.9,en;q=0.5' } });
    // With `no-referrer` a browser would send its form from the origin `null`, which is refused.
    expect(shown.headers.get('referrer-policy')).toBe('same-origin');
    const page = await shown.text();
    expect(page).toContain('Confirmer le paiement');
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>');
    bank.searchParams.set('outcome', 'agree');
    const back = await fetch(bank.origin + bank.pathname, {
      method: 'POST',
      body: bank.searchParams,
      redirect: 'manual',
    });
    const location = new URL(back.headers.get('location')!);
    expect(location.origin).toBe('http://shop.example');
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      ...{ x: '1', redirect_status: 'succeeded', payment_intent: intent.id },
    });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded');
    expect((await fetch(`${bank.origin}${bank.pathname}?client_secret=no`)).status).toBe(404);
    expect((await fetch(`${url}/`)).status).toBe(200);
  });

  it('sends the payer to the bank and takes a refusal', async () => {
    const intent = await paid({
      payment_method: 'pm_card_authenticationRequired',
      return_url: 'http://shop.example/',
    });
    expect(intent.status).toBe('requires_action');
    const bank = new URL(intent.next_action!.redirect_to_url!.url!);
    expect((await fetch(bank)).status).toBe(200);
    bank.searchParams.set('outcome', 'refuse');
    const back = await fetch(bank.origin + bank.pathname, {
      method: 'POST',
      body: bank.searchParams,
      redirect: 'manual',
    });
    expect(back.headers.get('location')).toContain('redirect_status=failed');
    const after = await stripe.paymentIntents.retrieve(intent.id);
    expect(after.status).toBe('requires_payment_method');
    expect(after.last_payment_error?.code).toBe('payment_intent_authentication_failure');
  });
});
