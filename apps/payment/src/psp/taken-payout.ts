import { PspUncertain, type PayoutOrder, type Psp, type PspPayout } from './psp.ts';

/**
 * The payout of an order that the psp says it has taken before: that it does not find it yet is no refusal.
 *
 * @throws PspRefused, PspUncertain
 */
export async function takenPayout(
  psp: Pick<Required<Psp>, 'findPayout'>,
  order: PayoutOrder,
): Promise<PspPayout> {
  const found = await psp.findPayout(order);
  if (!found) throw new PspUncertain(false, new Error('it was taken and is not found'));
  return found;
}
