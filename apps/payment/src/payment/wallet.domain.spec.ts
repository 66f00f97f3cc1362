import type { Locale, Money, Problem } from '@edu/contract-kit';
import { describe, expect, it } from 'vitest';
import type { Wallet } from '../psp/psp.ts';
import { checkLine, checkWallet } from './wallet.domain.ts';

const franc = (amount: number): Money => ({ amount, currency: 'XOF' });
const now = new Date('2026-11-27T10:00:00Z');
const PROMPTS = {
  way: { kind: 'push', name: 'Mobile Money', countries: ['BJ', 'CI', 'CM', 'SN'] },
} as const;

const line = (phone: string, price = franc(5_000), locale: Locale = 'fr') =>
  checkLine(phone, PROMPTS, price, { now, locale });

function problemOf(asked: () => unknown): Partial<Problem> {
  try {
    asked();
  } catch (error) {
    const { code, params } = error as Problem;
    return { code, ...(params && { params }) };
  }
  return expect.fail('it was not refused');
}

describe('a number that is to pay', () => {
  it('is one of a country whose wallets hold the money, in its form of today', () => {
    expect(line('+2250501020304')).toEqual({ phone: '+2250501020304', country: 'CI' });
    expect(line('+22997123456')).toEqual({ phone: '+2290197123456', country: 'BJ' });
    const price = { amount: 5_000, currency: 'XAF' } as const;
    expect(line('+237671020304', price)).toMatchObject({ country: 'CM' });
  });

  it.each([
    ['+33612345678', 'fr', 'Bénin, Côte d’Ivoire et Sénégal'],
    ['+237671020304', 'en', 'Benin, Côte d’Ivoire, and Senegal'],
  ] as const)(
    'of another country, %s, is refused with those that can: %s',
    (phone, locale, countries) => {
      expect(problemOf(() => line(phone, franc(5_000), locale))).toEqual({
        ...{ code: 'payment.phone_elsewhere', params: { countries } },
      });
    },
  );

  it('of an old plan is refused with how it begins today, and one of nobody as such', () => {
    expect(problemOf(() => line('+22507010203'))).toEqual({
      ...{ code: 'payment.old_phone', params: { form: '+225 01, 05, 07' } },
    });
    expect(problemOf(() => line('+2252721234567'))).toEqual({ code: 'payment.bad_phone' });
  });
});

describe('a wallet', () => {
  const bounds = { min: 100, max: 100_000 };
  const moov: Wallet = { operator: 'Moov Money', bounds, isUp: true, appears: true, dial: null };

  it.each([100, 100_000])('takes %i', (amount) => {
    expect(checkWallet(moov, franc(amount), 'fr')).toBe(moov);
  });

  it.each([99, 100_001])('refuses %i, and says what it takes', (amount) => {
    const { code, params } = problemOf(() => checkWallet(moov, franc(amount), 'en'));
    expect(code).toBe('payment.amount_out_of_bounds');
    expect(params).toMatchObject({ operator: 'Moov Money' });
    expect(params!['max']).toMatch(/100,000/);
  });

  it('refuses while its operator is down', () => {
    const down = { ...moov, isUp: false };
    expect(problemOf(() => checkWallet(down, franc(5_000), 'en'))).toEqual({
      ...{ code: 'payment.operator_down', params: { operator: 'Moov Money' } },
    });
  });

  it('that is none of ours is refused with the operators that are', () => {
    const served = ['Orange Money', 'MTN Mobile Money'];
    expect(problemOf(() => checkWallet({ served }, franc(5_000), 'fr'))).toEqual({
      code: 'payment.operator_not_served',
      params: { operators: 'Orange Money et MTN Mobile Money' },
    });
  });
});
