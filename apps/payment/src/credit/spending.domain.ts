import type { Bounds } from '../psp/psp.ts';

/**
 * How much credit pays a part of a price, as much as there is: what is left must be something that the psp
 * takes, so that sometimes a little of the credit stays.
 *
 * @param price in minor units, as is `balance`
 * @returns null where no credit can be used with this psp
 */
export function creditBeside(price: number, balance: number, bounds: Bounds): number | null {
  const { min, max, step = 1 } = bounds;
  const rest = Math.ceil(Math.max(price - balance, min) / step) * step;
  return rest > max || rest >= price ? null : price - rest;
}
