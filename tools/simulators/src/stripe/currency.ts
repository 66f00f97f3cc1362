import type { FormParams } from './form-params.ts';
import { invalidParameter } from './stripe-error.ts';

/** Currencies Stripe takes without decimals, https://docs.stripe.com/currencies#zero-decimal. */
const ZERO_DECIMAL = new Set(
  'bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '),
);
const THREE_DECIMAL = new Set(['bhd', 'jod', 'kwd', 'omr', 'tnd']);
const CURRENCIES = new Set(
  [
    'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp',
    'byn bzd cad cdf chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip',
    'gmd gnf gtq gyd hkd hnl htg huf idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt',
    'lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop mur mvr mwk mxn myr mzn nad ngn nio nok npr',
    'nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd scr sek sgd shp sle sos srd',
    'std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xof xpf yer zar zmw',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Smallest charges for an account that settles in euro. Stripe documents 0.50 EUR and requires its
 * equivalent in other currencies: 328 XOF or XAF at the fixed 655.957. Others are not checked.
 */
const MINIMUM = new Map(Object.entries({ eur: 50, usd: 50, cad: 50, gbp: 30, xof: 328, xaf: 328 }));

/** Largest amount of one charge: eight digits. */
const MAXIMUM = 99_999_999;

/** The amount in minor units with its currency, for people: `XOF 5000`, `EUR 12.50`. */
export function formatAmount(amount: number, currency: string): string {
  const decimals = decimalsOf(currency);
  return `${currency.toUpperCase()} ${(amount / 10 ** decimals).toFixed(decimals)}`;
}

/** Decimals of Stripe's minor unit of a currency (lower-case code). */
export function decimalsOf(currency: string): number {
  if (ZERO_DECIMAL.has(currency)) return 0;
  return THREE_DECIMAL.has(currency) ? 3 : 2;
}

/** Reads and checks `currency`; the answer is lower case. */
export function readCurrency(params: FormParams): string {
  const currency = params.requiredText('currency').toLowerCase();
  if (CURRENCIES.has(currency)) return currency;
  throw invalidParameter(
    'currency',
    `Invalid currency: ${currency.slice(0, 30)}. Stripe currently supports these currencies: ${[...CURRENCIES].join(', ')}`,
  );
}

/** Throws 400 unless the amount is within what can be charged in the currency. */
export function checkChargeAmount(amount: number, currency: string): void {
  if (amount < 1) {
    throw invalidParameter(
      'amount',
      'This value must be greater than or equal to 1.',
      'parameter_invalid_integer',
    );
  }
  const minimum = MINIMUM.get(currency) ?? 1;
  if (amount < minimum) {
    throw invalidParameter(
      'amount',
      `Amount must be at least ${formatAmount(minimum, currency)}`,
      'amount_too_small',
    );
  }
  if (amount > MAXIMUM) {
    throw invalidParameter(
      'amount',
      `Amount must be no more than ${formatAmount(MAXIMUM, currency)}`,
      'amount_too_large',
    );
  }
}
