import type { MobileWallet } from './wire.ts';

/** A country's operators by the first digits of a number, and the money they move. */
const COUNTRIES = [
  ['225', 'CIV', 'XOF', /^\d{10}$/, { '07': 'ORANGE_CIV', '05': 'MTN_MOMO_CIV', '01': 'MOOV_CIV' }],
  ['221', 'SEN', 'XOF', /^7\d{8}$/, { '77': 'ORANGE_SEN', '78': 'ORANGE_SEN', '76': 'FREE_SEN' }],
  ['229', 'BEN', 'XOF', /^(01)?\d{8}$/, { '': 'MTN_MOMO_BEN' }],
  ['226', 'BFA', 'XOF', /^\d{8}$/, { '02': 'MOOV_BFA', '07': 'ORANGE_BFA' }],
  ['237', 'CMR', 'XAF', /^6\d{8}$/, { '67': 'MTN_MOMO_CMR', '69': 'ORANGE_CMR' }],
  ['241', 'GAB', 'XAF', /^0?\d{8}$/, { '': 'AIRTEL_GAB' }],
] as const;

/** As the configuration of an account lists them. */
export const OPERATORS = COUNTRIES.map(([prefix, country, currency, , operators]) => ({
  ...{ prefix, country, currency },
  providers: [...new Set(Object.values<string>(operators))],
}));

/** What an operator moves at once; those that are not named move what `''` says. */
export const BOUNDS: Readonly<Record<string, { readonly min: number; readonly max: number }>> = {
  '': { min: 100, max: 2_000_000 },
  MOOV_CIV: { min: 100, max: 100_000 },
};

export interface Prediction {
  readonly country: string;
  readonly provider: string;
  readonly phoneNumber: string;
  readonly currency: string;
}

/** Whose number it is; null for one that is none of these countries. */
export function predict(phoneNumber: string): Prediction | null {
  const digits = phoneNumber.replace(/^\+/, '').replace(/[ -]/g, '');
  for (const [code, country, currency, form, operators] of COUNTRIES) {
    const rest = digits.slice(code.length);
    if (!digits.startsWith(code) || !form.test(rest)) continue;
    const operator = Object.entries(operators).find(([start]) => rest.startsWith(start));
    return operator ? { country, provider: operator[1], phoneNumber: digits, currency } : null;
  }
  return null;
}

/** Numbers whose owners have changed the operator and kept them; what is predicted is the one they left. */
const PORTED: ReadonlyMap<string, string> = new Map([['2250599000001', 'ORANGE_CIV']]);

/** Why an order is not taken for a wallet; null when it may be. */
export function refusalOf(
  { amount, currency }: { readonly amount: string; readonly currency: string },
  { accountDetails: { phoneNumber, provider } }: MobileWallet,
): string | null {
  const operator = predict(phoneNumber);
  const has = operator && (PORTED.get(operator.phoneNumber) ?? operator.provider);
  if (has !== provider) return 'INVALID_PHONE_NUMBER';
  if (operator!.currency !== currency) return 'INVALID_CURRENCY';
  const { min, max } = BOUNDS[provider] ?? BOUNDS['']!;
  return Number(amount) < min || Number(amount) > max ? 'AMOUNT_OUT_OF_BOUNDS' : null;
}

/**
 * What becomes of a deposit of the sandbox's numbers, without anybody's doing; Benin's are of the plan
 * before 2024. Source: https://docs.pawapay.io/v2/docs/test_numbers
 */
const TEST_NUMBERS: ReadonlyMap<string, string> = new Map([
  ['22951345029', 'PAYER_NOT_FOUND'],
  ['22951345039', 'PAYMENT_NOT_APPROVED'],
  ['22951345069', 'UNSPECIFIED_FAILURE'],
  ['22951345129', 'SUBMITTED'],
  ['22951345789', 'COMPLETED'],
  ['22602345048', 'INSUFFICIENT_BALANCE'],
  ['22602345068', 'UNSPECIFIED_FAILURE'],
  ['22602345138', 'SUBMITTED'],
  ['22602345678', 'COMPLETED'],
]);

/** Those whose payouts fail. */
const PAYOUT_NUMBERS: ReadonlyMap<string, string> = new Map([
  ['22951345089', 'RECIPIENT_NOT_FOUND'],
  ['22951345119', 'UNSPECIFIED_FAILURE'],
]);

/** Also in today's form, which begins with 01 in Benin. */
const asListed = (phoneNumber: string) => phoneNumber.replace(/^22901/, '229');

export const testNumber = (phoneNumber: string): string | undefined =>
  TEST_NUMBERS.get(asListed(phoneNumber));
export const failureOfPayout = (phoneNumber: string): string | undefined =>
  PAYOUT_NUMBERS.get(asListed(phoneNumber));
