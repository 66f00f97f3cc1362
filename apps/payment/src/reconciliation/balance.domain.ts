import type { Sum } from '../psp/psp.ts';

/** One currency of which the books have something else than the psp holds, in minor units. */
export interface Differing {
  readonly currency: string;
  readonly here: bigint;
  readonly there: bigint;
}

/** What one side does not name is nothing there. */
export function differing(here: readonly Sum[], there: readonly Sum[]): Differing[] {
  const of = (sums: readonly Sum[], wanted: string) =>
    sums.find(({ currency }) => currency === wanted)?.amount ?? 0n;
  return currenciesOf(here, there)
    .map((currency) => ({ currency, here: of(here, currency), there: of(there, currency) }))
    .filter((one) => one.here !== one.there);
}

export const currenciesOf = (...sides: readonly (readonly Sum[])[]): string[] =>
  [...new Set(sides.flat().map(({ currency }) => currency))].sort();
