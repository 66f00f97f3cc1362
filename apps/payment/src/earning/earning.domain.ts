import { LEAVING_STATUSES } from '../refund/refund.domain.ts';

/**
 * How much of what a provider earned can be credited: never more than is held for the learner and
 * is not going back already.
 *
 * @param refunds of the same lesson and payment
 */
export function earnable(
  earned: bigint,
  held: bigint,
  refunds: readonly { readonly amount: bigint; readonly status: string }[],
): bigint {
  const leaving = refunds
    .filter(({ status }) => LEAVING_STATUSES.includes(status))
    .reduce((sum, { amount }) => sum + amount, 0n);
  const left = held - leaving;
  if (left <= 0n) return 0n;
  return earned < left ? earned : left;
}
