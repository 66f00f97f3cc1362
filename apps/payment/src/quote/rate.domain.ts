import { CURRENCY_EXPONENTS, type Currency, type Money } from '@edu/contract-kit';

/** Rates have six decimals. */
export const MICROS = 1_000_000n;

/** What one euro is worth, as its source says. */
export interface EuroRate {
  /** Millionths of the currency for one euro. */
  readonly micros: bigint;
  readonly source: string;
  /** The day that it is of. */
  readonly at: Date;
  /** When it is too old to be used; null: never. */
  readonly expiresAt: Date | null;
}

/** A price in one currency, paid in another: what one unit of the money that is paid is worth. */
export interface Rate {
  /** What is paid. */
  readonly base: Currency;
  /** What the price is in. */
  readonly counter: Currency;
  /** Millionths of `counter` for one of `base`. */
  readonly micros: bigint;
  readonly source: string;
  readonly at: Date;
  readonly expiresAt: Date | null;
}

/** @param ofBase, ofCounter what one euro is in each */
export function crossRate(
  base: Currency,
  counter: Currency,
  ofBase: EuroRate,
  ofCounter: EuroRate,
): Rate {
  const micros = halfUp(ofCounter.micros * MICROS, ofBase.micros);
  const sources = [...new Set([ofBase, ofCounter].map(({ source }) => source))];
  const ends = [ofBase.expiresAt, ofCounter.expiresAt].filter((end) => end !== null);
  return {
    ...{ base, counter, micros },
    // A parity that is fixed says nothing besides a rate that changes.
    source: sources.find((source) => source !== FIXED) ?? FIXED,
    at: new Date(Math.max(ofBase.at.getTime(), ofCounter.at.getTime())),
    expiresAt: ends.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
  };
}

export const FIXED = 'fixed_parity';

/**
 * What has to be paid for a price, rounded up to the next minor unit: whoever is paid never gets less than
 * the price, and nobody pays a cent more than that.
 */
export function convert(price: Money, { base, counter, micros }: Rate): Money {
  if (price.currency !== counter) throw new RangeError(`the rate is for ${counter}`);
  const over = BigInt(price.amount) * MICROS * scale(base);
  const amount = ceil(over, micros * scale(counter));
  return { amount: Number(amount), currency: base };
}

/** As it is read: `655.957`. */
export function rateText(micros: bigint): string {
  const fraction = String(micros % MICROS)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return fraction ? `${micros / MICROS}.${fraction}` : String(micros / MICROS);
}

/** `655.957` in millionths; undefined for what is no rate. */
export function microsOf(text: string): bigint | undefined {
  const [, whole, fraction = ''] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const micros = BigInt(whole) * MICROS + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
  return micros > 0n ? micros : undefined;
}

const scale = (currency: Currency) => 10n ** BigInt(CURRENCY_EXPONENTS[currency]);
const ceil = (over: bigint, under: bigint) => (over + under - 1n) / under;
export const halfUp = (over: bigint, under: bigint) => (2n * over + under) / (2n * under);

/**
 * What of the money that was paid goes back with a part of the price. What is left is shared out as what is
 * left of the price: the parts never come to more than was paid, and all of the price takes all of it.
 *
 * @param left of the price and of what was paid for it, neither of them gone back yet
 */
export function shareOfPaid(
  amount: bigint,
  left: { readonly price: bigint; readonly paid: bigint },
): bigint {
  if (amount >= left.price) return left.paid;
  const share = halfUp(left.paid * amount, left.price);
  return share > left.paid ? left.paid : share;
}

/** The other way round: what of the price has gone back with money that somebody sent back at the psp. */
export function priceOfPaid(
  charged: bigint,
  left: { readonly price: bigint; readonly paid: bigint },
): bigint {
  if (charged >= left.paid) return left.price;
  const price = halfUp(left.price * charged, left.paid);
  return price > left.price ? left.price : price;
}
