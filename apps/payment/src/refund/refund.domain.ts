import type { PspRefund } from '../psp/psp.ts';

/**
 * `unknown`: we do not know whether the psp took the order; it is looked for first. `offered`: the psp does
 * not send it back, and the payer is asked how they want it; `owed`: they wait for a person to send it.
 */
export type RefundStatus = 'pending' | 'unknown' | 'offered' | 'owed' | 'succeeded' | 'failed';

/** In which the payer, or a person of the team, has something to do. */
export const WAITING_STATUSES = ['offered', 'owed'] as const satisfies readonly RefundStatus[];

/** In which it is not known yet whether it leaves. */
export const LEAVING_STATUSES: readonly string[] = ['pending', 'unknown', ...WAITING_STATUSES];

export const isWaiting = (status: string): boolean =>
  WAITING_STATUSES.some((waiting) => waiting === status);

/** What the psp's view of a refund does: books it, takes a booked one back, or ends it. */
export type RefundStep = 'book' | 'reverse' | 'fail' | 'wait';

/**
 * A refund that succeeded may still fail: the bank sends the money back days later. One that was refused, and
 * of which an earlier order has arrived all the same, is booked like any other.
 *
 * @param wasBooked it is in the books, or was until it was taken back
 */
export function refundStep(
  from: RefundStatus,
  seen: PspRefund['status'],
  wasBooked: boolean,
): RefundStep {
  const open = from === 'pending' || from === 'unknown';
  const wasRefused = from === 'failed' || isWaiting(from);
  if (seen === 'succeeded' && (open || (wasRefused && !wasBooked))) return 'book';
  if (seen === 'failed' && open) return 'fail';
  if (seen === 'failed' && from === 'succeeded') return 'reverse';
  return 'wait';
}

/**
 * How much of a wish can be granted: never more than what was paid and is not going back already.
 *
 * @param paid for the lesson
 * @param others refunds of the same lesson and payment
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

/**
 * Where money goes back to: what came from the psp first, then what was credit.
 *
 * @param asked what the psp received for all lessons of the payment
 * @param others refunds of the same payment
 */
export function whereTo(
  back: bigint,
  asked: bigint,
  others: readonly {
    readonly amount: bigint;
    readonly status: string;
    readonly cameFrom: string;
  }[],
): { psp: bigint; credit: bigint } {
  const psp = refundable(
    asked,
    back,
    others.filter(({ cameFrom }) => cameFrom === 'psp'),
  );
  return { psp, credit: back - psp };
}

interface Part {
  readonly bookingId: string;
  readonly amount: bigint;
  readonly earnedAmount: bigint;
}

/**
 * Of which lessons money went back that a person sent back at the psp, who names none: those that
 * nobody has earned come first, of these the last one. What does not fit any lesson counts for one.
 *
 * @param parts in the order of their lessons, at least one
 * @param takenOf what of a part went back already, or is on its way
 */
export function spread(
  amount: bigint,
  parts: readonly Part[],
  takenOf: (bookingId: string) => bigint,
): { bookingId: string; amount: bigint }[] {
  const inTurn = parts
    .toReversed()
    .toSorted((a, b) => Number(a.earnedAmount > 0n) - Number(b.earnedAmount > 0n));
  let rest = amount;
  const spread: { bookingId: string; amount: bigint }[] = [];
  for (const part of inTurn) {
    const left = part.amount - takenOf(part.bookingId);
    const of = rest < left ? rest : left;
    if (of <= 0n) continue;
    spread.push({ bookingId: part.bookingId, amount: of });
    rest -= of;
  }
  if (spread.length === 0) return [{ bookingId: inTurn[0]!.bookingId, amount }];
  spread[0]!.amount += rest;
  return spread;
}
