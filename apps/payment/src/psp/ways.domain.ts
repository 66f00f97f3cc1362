import type { Money } from '@edu/contract-kit';
import type { PspCapabilities, PspFacts } from './psp.ts';

export function takes({ amounts }: Pick<PspCapabilities, 'amounts'>, price: Money): boolean {
  const bounds = amounts[price.currency];
  return bounds !== undefined && price.amount >= bounds.min && price.amount <= bounds.max;
}

/**
 * The psps that take a price, the one to propose first. Those that people of the payer's country have
 * come before those that everybody has, and those of other countries last: an account may be abroad.
 *
 * @param psps in the order in which they are proposed to somebody of whom nothing is known
 * @param country ISO 3166-1 alpha-2
 */
export function waysToPay<P extends PspFacts>(
  psps: readonly P[],
  price: Money,
  country?: string,
): readonly P[] {
  const rank = ({ capabilities: { way } }: P) => {
    if (country === undefined || way.countries === null) return 1;
    return way.countries.includes(country) ? 0 : 2;
  };
  return psps
    .filter(({ capabilities }) => takes(capabilities, price))
    .toSorted((a, b) => rank(a) - rank(b));
}
