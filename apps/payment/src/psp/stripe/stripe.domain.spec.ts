import { createHmac } from 'node:crypto';
import { Currency } from '@edu/contract-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromStripeAmount, isSignedByStripe, toStripeAmount } from './stripe.domain.ts';

describe('amounts', () => {
  it('takes francs as they are and euros in cents', () => {
    expect(toStripeAmount({ amount: 5_000, currency: 'XOF' })).toBe(5_000);
    expect(toStripeAmount({ amount: 1_250, currency: 'EUR' })).toBe(1_250);
    expect(fromStripeAmount(5_000, 'xaf')).toEqual({ amount: 5_000n, currency: 'XAF' });
  });

  it('comes back as it went', () => {
    const amount = fc.integer({ min: 0, max: 1e9 });
    fc.assert(
      fc.property(amount, fc.constantFrom(...Currency.options), (value, currency) => {
        const stripe = toStripeAmount({ amount: value, currency });
        expect(fromStripeAmount(stripe, currency.toLowerCase())).toEqual({
          amount: BigInt(value),
          currency,
        });
      }),
    );
  });

  it('keeps a currency that we do not handle apart from ours', () => {
    expect(fromStripeAmount(1_000, 'jpy')).toEqual({ amount: 1_000n, currency: 'JPY' });
  });
});

describe('isSignedByStripe', () => {
  const secrets = ['whsec_of_this_endpoint', 'whsec_of_its_successor'];
  const now = 1_795_000_000;
  const body = Buffer.from('{\n  "id": "evt_1",\n  "amount": 5000\n}');
  const sign = (secret: string, at = now, bytes = body) =>
    createHmac('sha256', secret).update(`${at}.`).update(bytes).digest('hex');
  const verify = (header: string, bytes = body) => isSignedByStripe(bytes, header, secrets, now);
  const good = sign(secrets[0]!);

  it('takes the endpoint’s signature, and its successor’s while it rotates', () => {
    expect(verify(`t=${now},v1=${good}`)).toBe(true);
    expect(verify(`t=${now},v1=${sign(secrets[1]!)}`)).toBe(true);
    expect(verify(`t=${now},v1=${'0'.repeat(64)},v1=${good},v0=abc`)).toBe(true);
    expect(verify(`t=${now - 300},v1=${sign(secrets[0]!, now - 300)}`)).toBe(true);
  });

  it.each([
    ['no header', ''],
    ['a wrong signature', `t=${now},v1=${'a'.repeat(64)}`],
    ['another endpoint’s secret', `t=${now},v1=${sign('whsec_of_another_endpoint')}`],
    ['an empty secret', `t=${now},v1=${sign('')}`],
    ['a signature that is too old', `t=${now - 301},v1=${sign(secrets[0]!, now - 301)}`],
    ['a signature from the future', `t=${now + 301},v1=${sign(secrets[0]!, now + 301)}`],
    ['only the test scheme', `t=${now},v0=${good}`],
    ['no time', `v1=${good}`],
    ['two times', `t=${now},t=${now - 1},v1=${good}`],
    ['a time that is no number', `t=${now}x,v1=${good}`],
    ['a signature cut short', `t=${now},v1=${good.slice(0, 32)}`],
    ['upper case', `t=${now},v1=${good.toUpperCase()}`],
  ])('refuses %s', (_what, header) => {
    expect(verify(header)).toBe(false);
  });

  it('refuses a body written again, byte for byte', () => {
    const rewritten = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
    expect(verify(`t=${now},v1=${good}`, rewritten)).toBe(false);
    const marked = Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), body]);
    expect(verify(`t=${now},v1=${good}`, marked)).toBe(false);
  });

  it('never takes what was not signed', () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        expect(verify(header)).toBe(false);
      }),
    );
  });
});
