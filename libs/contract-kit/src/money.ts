import { z } from 'zod';

export const Currency = z.enum(['XOF', 'XAF', 'EUR', 'CAD', 'USD']).meta({
  id: 'Currency',
  description: 'ISO 4217. XOF and XAF have no decimals, the others have two.',
});
export type Currency = z.infer<typeof Currency>;

/** `amount` counts minor units: `{ amount: 5000, currency: 'XOF' }` is 5 000 francs. */
export const Money = z
  .strictObject({
    amount: z
      .int()
      .min(0)
      .max(Number.MAX_SAFE_INTEGER)
      .meta({
        description: 'Minor units: francs for XOF and XAF, cents for EUR, CAD and USD.',
        examples: [5_000],
      }),
    currency: Currency,
  })
  .meta({
    id: 'Money',
    description: 'An amount of money; `{ "amount": 5000, "currency": "XOF" }` is 5 000 francs.',
    examples: [{ amount: 5_000, currency: 'XOF' }],
  });
export type Money = z.infer<typeof Money>;

/**
 * Splits an amount by weights so that the parts add up exactly (largest remainder; a tie goes to
 * the earlier part).
 *
 * @param total minor units, ≥ 0
 * @param weights ≥ 0 whole numbers, at least one above 0
 */
export function split(total: bigint, weights: readonly number[]): bigint[] {
  const sum = BigInt(weights.reduce((a, b) => a + b, 0));
  if (sum <= 0n || total < 0n || weights.some((w) => !Number.isInteger(w) || w < 0)) {
    throw new RangeError('split needs a total ≥ 0 and whole weights ≥ 0 with a positive sum');
  }
  const shares = weights.map((weight, index) => {
    const scaled = total * BigInt(weight);
    return { index, part: scaled / sum, remainder: scaled % sum };
  });
  let left = total - shares.reduce((a, s) => a + s.part, 0n);
  const byRemainder = [...shares].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const share of byRemainder) {
    if (left === 0n) break;
    share.part += 1n;
    left -= 1n;
  }
  return shares.map((share) => share.part);
}
