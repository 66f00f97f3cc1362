/** A rule that holds, as its table has it. */
export interface TaxRule {
  readonly kind: 'vat' | 'withholding' | 'lesson_vat';
  readonly base: 'commission' | 'earning' | 'price';
  /** Hundredths of a percent, 1 to 10 000. */
  readonly bps: number;
  readonly account: TaxAccount;
  readonly country: string;
}

export type TaxAccount = 'vat_payable' | 'tax_withheld';

/** One tax of one lesson, above zero. */
export interface Tax {
  readonly account: TaxAccount;
  readonly country: string;
  readonly amount: bigint;
}

/** The VAT of a lesson, as its receipt states it. */
export interface VatRate {
  /** Of the number that its provider is paid to; null where there is none. */
  readonly country: string | null;
  /** Hundredths of a percent; 0 where there is none. */
  readonly bps: number;
  /** Why there is none: one of `EXEMPTIONS`, or `NO_RULE`. */
  readonly exemption: string | null;
}
export const EXEMPTIONS = ['education', 'small_provider'] as const;
export const NO_RULE = 'no_rule';

/** What of a price is VAT, to the nearest minor unit, a half up. */
export function includedIn(price: bigint, bps: number): bigint {
  const whole = WHOLE + BigInt(bps);
  return (price * BigInt(bps) + whole / 2n) / whole;
}

/** VAT that goes back, above zero. */
export interface VatBack {
  readonly country: string;
  readonly amount: bigint;
}

interface BookedVat {
  readonly bps: number;
  readonly country: string;
  /** Of the price of the lesson. */
  readonly earned: bigint;
  /** All VAT of the earning. */
  readonly booked: bigint;
  /** What of it has gone back already. */
  readonly back: bigint;
}

/**
 * What of the VAT that a lesson's price includes goes back with a part of the price: that part's, and all in all no more
 * than was booked. VAT on the commission stays, as the commission does.
 */
export function vatBackOf(vat: BookedVat, amount: bigint): VatBack | undefined {
  const { bps, country, earned, booked, back } = vat;
  const ofPrice = includedIn(earned, bps);
  const left = (ofPrice < booked ? ofPrice : booked) - back;
  const due = includedIn(amount, bps);
  const taken = due < left ? due : left;
  return taken > 0n ? { country, amount: taken } : undefined;
}

/** What taxes are parts of; ≥ 0 */
export interface Shares {
  /** What the platform keeps. */
  readonly platform: bigint;
  /** What that leaves to the provider. */
  readonly provider: bigint;
  /** What a payer paid for the lesson; 0 where nobody did. */
  readonly price: bigint;
}

/**
 * What is due of a lesson, out of the provider's share. Each tax is rounded by itself to the nearest minor unit, a half
 * up; together they take no more than there is.
 */
export function taxesOn(shares: Shares, rules: readonly TaxRule[]): Tax[] {
  let left = shares.provider;
  return rules
    .map(({ base, bps, account, country }) => {
      const due = dueOf(shares, base, bps);
      const amount = due < left ? due : left;
      left -= amount;
      return { account, country, amount };
    })
    .filter(({ amount }) => amount > 0n);
}

const WHOLE = 10_000n;
const share = (base: bigint, bps: number) => (base * BigInt(bps) + WHOLE / 2n) / WHOLE;

function dueOf(shares: Shares, base: TaxRule['base'], bps: number): bigint {
  if (base === 'price') return includedIn(shares.price, bps);
  return share(base === 'commission' ? shares.platform : shares.provider, bps);
}

export const taxed = (taxes: readonly Tax[]): bigint =>
  taxes.reduce((sum, { amount }) => sum + amount, 0n);

/** Whose the money is until it is paid: an owner in the ledger. */
export const treasuryOf = (country: string) => `tax-${country.toLowerCase()}`;
export const isTreasury = (owner: string) => /^tax-[a-z]{2}$/.test(owner);
