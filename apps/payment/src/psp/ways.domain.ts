import type { Money } from '@edu/contract-kit';
import type { NoWallet, PspCapabilities, PspFacts, Wallet } from './psp.ts';

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

/** What each psp would be asked for: all of a purchase, or what credit leaves with that psp. */
export type AskedOf = (psp: PspFacts) => Purchase;

/** Whether a psp takes a purchase. */
export const takesPurchase = ({ capabilities }: PspFacts, purchase: Purchase): boolean =>
  takes(capabilities, purchase.price) && takesTogether(capabilities, purchase);

/** The psps that take what they would be asked for, the one to propose first. */
export function waysToPay<P extends PspFacts>(
  psps: readonly P[],
  asked: Purchase | AskedOf,
  ...known: [country?: string, isFailing?: (psp: P) => boolean]
): readonly P[] {
  const askedOf = typeof asked === 'function' ? asked : () => asked;
  return inOrder(
    psps.filter((psp) => takesPurchase(psp, askedOf(psp))),
    ...known,
  );
}

/**
 * The order in which psps are proposed. Those that people of the payer's country have
 * come before those that everybody has, and those of other countries last: an account may be abroad.
 * Of a country's own, those of any phone number come before those of one app. Those that have been failing lately come
 * after all others.
 *
 * @param psps in the order in which they are proposed to somebody of whom nothing is known
 * @param country ISO 3166-1 alpha-2
 */
export function inOrder<P extends PspFacts>(
  psps: readonly P[],
  country?: string,
  isFailing: (psp: P) => boolean = () => false,
): readonly P[] {
  const rank = ({ capabilities: { way, asksByPhone } }: P) => {
    if (country === undefined || way.countries === null) return 2;
    if (!way.countries.includes(country)) return 3;
    return asksByPhone ? 0 : 1;
  };
  return psps.toSorted((a, b) => Number(isFailing(a)) - Number(isFailing(b)) || rank(a) - rank(b));
}

/** What a way says of a phone number that is to pay; undefined where it does not answer. */
export interface Offer<P> {
  readonly psp: P;
  /** What it is to be asked for: of a price that credit pays a part of, the rest. */
  readonly toPay: Money;
  readonly said: Wallet | NoWallet | undefined;
  /** It has left much without an answer lately. */
  readonly isFailing: boolean;
}

/**
 * Which of several ways is proposed for a number: the first, in the order in which they are proposed, that has its
 * wallet, takes the price and is up; one that has been failing lately only where no other does. Where there is none, the
 * one that says most of what is in the way: its operator is down, or takes another amount; it does not answer;
 * it has no such wallet.
 *
 * Nothing has been ordered yet: asking another one here costs nobody money.
 *
 * @param offers those of ways that take the currency and are in the country of the number, at least one
 */
export function wayForNumber<P>(offers: readonly Offer<P>[]): Offer<P> {
  const rank = ({ said, isFailing, toPay: { amount } }: Offer<P>) => {
    if (said === undefined) return 4;
    if ('served' in said || said.bounds === null) return 5;
    const { min, max } = said.bounds;
    if (amount < min || amount > max) return 3;
    if (!said.isUp) return 2;
    return isFailing ? 1 : 0;
  };
  return offers.toSorted((a, b) => rank(a) - rank(b))[0]!;
}
