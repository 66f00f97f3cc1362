import type { Money } from '@edu/contract-kit';
import type { PspCapabilities, PspFacts } from './psp.ts';

/** What is paid at once, and for how many lessons. */
export interface Purchase {
  readonly price: Money;
  readonly parts: readonly unknown[];
}

/** One lesson of several may be called off: its part goes back, and no more. */
export function takesTogether(
  { refunds, partialRefunds }: Pick<PspCapabilities, 'refunds' | 'partialRefunds'>,
  { parts }: Pick<Purchase, 'parts'>,
): boolean {
  return parts.length === 1 || (refunds && partialRefunds);
}

export function takes({ amounts }: Pick<PspCapabilities, 'amounts'>, price: Money): boolean {
  const bounds = amounts[price.currency];
  if (!bounds || price.amount < bounds.min || price.amount > bounds.max) return false;
  return price.amount % (bounds.step ?? 1) === 0;
}

/**
 * The psps that take a purchase, the one to propose first. Those that people of the payer's country have
 * come before those that everybody has, and those of other countries last: an account may be abroad.
 * Of a country's own, those of any phone number come before those of one app.
 *
 * @param psps in the order in which they are proposed to somebody of whom nothing is known
 * @param country ISO 3166-1 alpha-2
 */
export function waysToPay<P extends PspFacts>(
  psps: readonly P[],
  purchase: Purchase,
  country?: string,
): readonly P[] {
  const rank = ({ capabilities: { way, asksByPhone } }: P) => {
    if (country === undefined || way.countries === null) return 2;
    if (!way.countries.includes(country)) return 3;
    return asksByPhone ? 0 : 1;
  };
  return psps
    .filter(
      ({ capabilities }) =>
        takes(capabilities, purchase.price) && takesTogether(capabilities, purchase),
    )
    .toSorted((a, b) => rank(a) - rank(b));
}
