import type { PaymentIntent, WayToPay } from '@edu/client';

/** What is to be done once a payment is open. */
export type PaymentStep = NonNullable<PaymentIntent['next']>;

/** A way that this page knows how to go. */
export type Way = Omit<WayToPay, 'kind'> & { readonly kind: PaymentStep['kind'] };

const KINDS: readonly WayToPay['kind'][] = ['card', 'redirect', 'push'] satisfies Way['kind'][];

/** Kinds of later versions are left to later pages. */
export function waysHere(ways: readonly WayToPay[]): readonly Way[] {
  return ways.filter((way): way is Way => KINDS.includes(way.kind));
}

/**
 * The ways that take what there is to pay, what credit leaves where it pays first, else the price; each with the other
 * money in which it takes that.
 */
export function waysFor(ways: readonly Way[], usesCredit: boolean): readonly Way[] {
  if (!usesCredit) return ways.filter(({ takesPrice }) => takesPrice);
  return ways
    .filter(({ rest }) => rest !== null)
    .map((way) => ({ ...way, currencies: way.restCurrencies }));
}

/** The way that is shown as chosen: the payer's, else that of the open payment, else the one proposed. */
export function chosenWay(
  ways: readonly Way[],
  ...wishes: readonly (string | undefined)[]
): Way | undefined {
  for (const wish of wishes) {
    const way = ways.find(({ psp }) => psp === wish);
    if (way) return way;
  }
  return ways[0];
}
