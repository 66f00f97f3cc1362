import type { PspRefund } from '../psp/psp.ts';

/** `unknown`: we do not know whether the psp took the order; it is looked for first. */
export type RefundStatus = 'pending' | 'unknown' | 'succeeded' | 'failed';

/** What the psp's view of a refund does: books it, takes a booked one back, or ends it. */
export type RefundStep = 'book' | 'reverse' | 'fail' | 'wait';

/** A refund that succeeded may still fail: the bank sends the money back days later. */
export function refundStep(from: RefundStatus, seen: PspRefund['status']): RefundStep {
  const open = from === 'pending' || from === 'unknown';
  if (seen === 'succeeded' && open) return 'book';
  if (seen === 'failed' && open) return 'fail';
  if (seen === 'failed' && from === 'succeeded') return 'reverse';
  return 'wait';
}

/**
 * How much of a wish can be granted: never more than what was paid and is not going back already.
 *
 * @param others refunds of the same payment
 */
export function refundable(
  paid: bigint,
  wish: bigint,
  others: readonly { readonly amount: bigint; readonly status: string }[],
): bigint {
  const taken = others
    .filter(({ status }) => status !== 'failed')
    .reduce((sum, { amount }) => sum + amount, 0n);
  const left = paid - taken;
  return wish < left ? wish : left;
}
