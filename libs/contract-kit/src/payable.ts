import type { Currency } from './money.ts';

/** How long a lesson may be, both ends included. */
export const LESSON_MINUTES = { min: 15, max: 480 } as const;

/**
 * What one payment may come to, in minor units: in each currency at least one payment service takes
 * all of it. Whatever may be booked must be payable, so prices are bounded where they are saved; a
 * test of the payment service holds its psps to this.
 */
export const PAYABLE_BOUNDS: Readonly<Record<Currency, { min: number; max: number }>> = {
  XOF: { min: 328, max: 99_999_999 },
  XAF: { min: 328, max: 99_999_999 },
  EUR: { min: 50, max: 99_999_999 },
  CAD: { min: 50, max: 99_999_999 },
  USD: { min: 50, max: 99_999_999 },
};
