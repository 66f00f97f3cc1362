/** A rule that holds, as its table has it. */
export interface TaxRule {
  readonly kind: 'vat' | 'withholding';
  readonly base: 'commission' | 'earning';
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

/**
 * What is due of a lesson, out of the provider's share. Each tax is rounded by itself to the nearest minor unit, a half
 * up; together they take no more than there is.
 *
 * @param shares what the platform keeps, and what that leaves to the provider; ≥ 0
 */
export function taxesOn(
  shares: { readonly platform: bigint; readonly provider: bigint },
  rules: readonly TaxRule[],
): Tax[] {
  let left = shares.provider;
  return rules
    .map(({ base, bps, account, country }) => {
      const due = share(base === 'commission' ? shares.platform : shares.provider, bps);
      const amount = due < left ? due : left;
      left -= amount;
      return { account, country, amount };
    })
    .filter(({ amount }) => amount > 0n);
}

const WHOLE = 10_000n;
const share = (base: bigint, bps: number) => (base * BigInt(bps) + WHOLE / 2n) / WHOLE;

export const taxed = (taxes: readonly Tax[]): bigint =>
  taxes.reduce((sum, { amount }) => sum + amount, 0n);

/** Whose the money is until it is paid: an owner in the ledger. */
export const treasuryOf = (country: string) => `tax-${country.toLowerCase()}`;
export const isTreasury = (owner: string) => /^tax-[a-z]{2}$/.test(owner);
