import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { request } from 'undici';
import { SECRET_KEY, createClient, startHarness } from './stripe-harness.ts';
import type { StripeHarness } from './stripe-harness.ts';

let harness: StripeHarness;

beforeAll(async () => {
  harness = await startHarness();
});
afterEach(() => harness.control('/reset-faults', {}));
afterAll(() => harness.close());

const lesson = { amount: 5_000, currency: 'xof' };
const visa = { payment_method: 'pm_card_visa' };

async function chargesOf(intent: string): Promise<number> {
  const { summary } = (await harness.control(`/charges?payment_intent=${intent}`)) as {
    summary: { charges: number };
  };
  return summary.charges;
}

describe('faults of the API', () => {
  it.each(['hang', 'destroy'] as const)('charges and never answers (%s)', async (mode) => {
    const { stripe } = harness;
    const impatient = createClient(harness.simulator.url, { timeout: 200 });
    const intent = await stripe.paymentIntents.create(lesson);
    // The SDK repeats a request whose connection was closed once by itself, with the same key: that
    // is a replay, which charges nothing and so is answered.
    await harness.control('/faults', { api: { timeoutAfterCharging: { next: 1, mode } } });
    const options = { idempotencyKey: `confirm-${mode}` };
    const caller = mode === 'hang' ? impatient : stripe;
    const attempt = caller.paymentIntents.confirm(intent.id, visa, options);
    if (mode === 'hang') {
      await expect(attempt).rejects.toMatchObject({ type: 'StripeConnectionError' });
    } else {
      expect((await attempt).lastResponse.headers['idempotent-replayed']).toBe('true');
    }
    await expect
      .poll(async () => (await stripe.paymentIntents.retrieve(intent.id)).status)
      .toBe('succeeded');
    const replay = await stripe.paymentIntents.confirm(intent.id, visa, options);
    expect(replay.status).toBe('succeeded');
    expect(await chargesOf(intent.id)).toBe(1);
  });

  it('can be limited to named operations', async () => {
    const { stripe } = harness;
    const impatient = createClient(harness.simulator.url, { timeout: 150 });
    await harness.control('/faults', {
      api: { timeoutAfterCharging: { next: 1, operations: ['payment_intents.create'] } },
    });
    const options = { idempotencyKey: 'create-times-out' };
    await expect(impatient.paymentIntents.create(lesson, options)).rejects.toThrow();
    expect((await stripe.paymentIntents.create(lesson, options)).status).toBe(
      'requires_payment_method',
    );
  });

  it('fails before charging, saved under the key or not', async () => {
    const { stripe } = harness;
    const intent = await stripe.paymentIntents.create(lesson);
    await harness.control('/faults', { api: { error500BeforeCharging: { next: 1 } } });
    const options = { idempotencyKey: 'fails-once' };
    const attempt = () => stripe.paymentIntents.confirm(intent.id, visa, options);
    await expect(attempt()).rejects.toMatchObject({ type: 'StripeAPIError', statusCode: 500 });
    expect(await chargesOf(intent.id)).toBe(0);
    expect((await attempt()).status).toBe('succeeded');

    const other = await stripe.paymentIntents.create(lesson);
    await harness.control('/faults', { api: { error500BeforeCharging: { next: 1, saved: true } } });
    const kept = { idempotencyKey: 'fails-for-good' };
    for (let n = 0; n < 2; n += 1) {
      await expect(stripe.paymentIntents.confirm(other.id, visa, kept)).rejects.toMatchObject({
        statusCode: 500,
      });
    }
    expect(await chargesOf(other.id)).toBe(0);
  });

  it('limits the rate and lets payments process', async () => {
    const { stripe } = harness;
    await harness.control('/faults', { api: { rateLimit429: { next: 1 } } });
    await expect(stripe.refunds.list()).rejects.toMatchObject({ type: 'StripeRateLimitError' });
    await harness.control('/faults', { api: { processing: { next: 1, ms: 50 } } });
    const intent = await stripe.paymentIntents.create({ ...lesson, ...visa, confirm: true });
    expect(intent.status).toBe('processing');
    await expect
      .poll(async () => (await stripe.paymentIntents.retrieve(intent.id)).status)
      .toBe('succeeded');
    expect(await chargesOf(intent.id)).toBe(1);
  });

  it('holds the operations named until the faults are reset', async () => {
    const { stripe } = harness;
    const slow = { next: 1, ms: 60_000, operations: ['payment_intents.create'] };
    await harness.control('/faults', { api: { slow } });
    await stripe.refunds.list();
    const options = { idempotencyKey: 'held' };
    const held = stripe.paymentIntents.create(lesson, options);
    await expect.poll(() => harness.simulator.faults.current.api.slow.next).toBe(0);
    const again = stripe.paymentIntents.create(lesson, options);
    await expect(again).rejects.toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    await harness.control('/reset-faults', {});
    const { id } = await held;
    expect((await stripe.paymentIntents.create(lesson, options)).id).toBe(id);
  });

  it('takes faults from the forms of its page', async () => {
    const { url } = harness.simulator;
    const body = new URLSearchParams({
      'api.slow.ms': '20',
      'webhooks.signingSecret': '',
      seed: '9',
    });
    const answer = await fetch(`${url}/_control/faults`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect(harness.simulator.faults.current).toMatchObject({ seed: 9, api: { slow: { ms: 20 } } });
    expect(await (await fetch(url)).text()).toContain('name="api.slow.ms" value="20"');
  });

  it('refuses fault trees it does not know', async () => {
    const wrong = { api: { slow: { ms: -1 } } };
    await expect(harness.control('/faults', wrong)).rejects.toThrow(/^400/);
    await expect(harness.control('/faults', { nonsense: 1 })).rejects.toThrow(/400/);
    await expect(harness.control('/faults', [])).rejects.toThrow(/400/);
  });
});

describe('bad input', () => {
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(harness.simulator.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${SECRET_KEY}`,
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body,
    });

  it.each([
    ['', 'parameter_missing', 'amount'],
    ['amount=abc&currency=xof', 'parameter_invalid_integer', 'amount'],
    ['amount=12.5&currency=eur', 'parameter_invalid_integer', 'amount'],
    ['amount=0&currency=eur', 'parameter_invalid_integer', 'amount'],
    ['amount=10&currency=eur', 'amount_too_small', 'amount'],
    ['amount=100000000&currency=eur', 'amount_too_large', 'amount'],
    ['amount[a]=1&currency=eur', 'parameter_invalid_integer', 'amount'],
    ['amount=5000&currency=zzz', undefined, 'currency'],
    ['amount=5000', 'parameter_missing', 'currency'],
    ['amount=5000&currency=xof&color=red', 'parameter_unknown', 'color'],
    ['amount=5000&currency=xof&__proto__[a]=1', 'parameter_unknown', '__proto__'],
    ['amount=5000&currency=xof&metadata=x', undefined, 'metadata'],
    ['amount=5000&currency=xof&payment_method=pm_no', 'resource_missing', 'payment_method'],
    ['amount=5000&currency=xof&capture_method=never', undefined, 'capture_method'],
    ['amount=5000&currency=xof&confirm=true&return_url=javascript:1', 'url_invalid', 'return_url'],
  ])('%s', async (body, code, param) => {
    const response = await post('/v1/payment_intents', body);
    expect(response.status).toBe(400);
    const { error } = (await response.json()) as { error: Record<string, unknown> };
    expect(error).toMatchObject({ type: 'invalid_request_error', message: expect.any(String) });
    expect([error['code'], error['param']]).toEqual([code, param]);
  });

  it('is refused in Stripe’s format wherever it comes', async () => {
    const json = { 'content-type': 'application/json' };
    const answers = await Promise.all([
      post('/v1/payment_intents', '{"amount":1}', json),
      post('/v1/payment_intents', '{', json),
      post('/v1/payment_intents', `amount=${'1'.repeat(2_000_000)}`),
      post('/v1/payment_intents', 'a[b][c][d][e][f][g][h]=1'),
      post('/v1/payment_intents', 'a[=1'),
      post('/v1/payment_intents/%zz/confirm', ''),
      post(`/v1/payment_intents/${'x'.repeat(5_000)}/confirm`, ''),
      post('/v1/payment_intents/pi_no/confirm', ''),
      post('/v1/nothing', ''),
      post('/v1/refunds', 'amount=1'),
      post('/v1/refunds', '', { authorization: 'Bearer sk_test_other' }),
      post('/v1/refunds', '', { authorization: 'Basic !!!' }),
      post('/v1/refunds', 'charge=ch_1', { authorization: 'Bearer pk_test_x' }),
      post('/v1/payment_intents', 'amount=5000&currency=xof', {
        'idempotency-key': 'k'.repeat(300),
      }),
    ]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses).toEqual([
      400, 400, 413, 400, 400, 400, 414, 404, 404, 400, 401, 401, 403, 400,
    ]);
    for (const answer of answers) {
      const { error } = (await answer.json()) as { error: { type: string; message: string } };
      expect(error).toMatchObject({ type: expect.any(String), message: expect.any(String) });
    }
  });

  it('is refused when another site’s page sends it, or another name leads here', async () => {
    const statusOf = async (headers: Record<string, string>) => {
      const { statusCode, body } = await request(`${harness.simulator.url}/_control/reset-faults`, {
        method: 'POST',
        headers,
      });
      await body.dump();
      return statusCode;
    };
    const { host } = new URL(harness.simulator.url);
    expect(await statusOf({ origin: `http://${host}` })).toBe(200);
    expect(await statusOf({ origin: 'https://evil.example' })).toBe(403);
    expect(await statusOf({ host: 'evil.example' })).toBe(403);
  });

  it('never crashes the simulator', async () => {
    const name = fc.constantFrom('amount', 'currency', 'metadata', 'confirm', 'expand', '[', 'a[');
    const suffix = fc.constantFrom('', '[]', '[x]', '[x][y]', '[__proto__]', ']');
    const pair = fc.tuple(name, suffix, fc.string()).map(([n, s, value]) => [n + s, value]);
    await fc.assert(
      fc.asyncProperty(fc.array(pair, { maxLength: 6 }), async (pairs) => {
        const { status } = await post('/v1/payment_intents', new URLSearchParams(pairs).toString());
        expect(status === 200 || (status >= 400 && status < 500)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
