import type { Money } from '@edu/contract-kit';
import { APPROVAL_STATES, bookingErrors, type ApprovalState } from '@edu/contracts-booking';

/** How long parents have to answer. */
const ANSWER_HOURS = 24;
/** How long requests that are over are shown. */
export const SHOWN_DAYS = 14;

/** Until when a request can be answered: a day, and never beyond the start of the lesson. */
export function answerEnd(now: Date, startsAt: Date): Date {
  return new Date(Math.min(now.getTime() + ANSWER_HOURS * 3_600_000, startsAt.getTime()));
}

interface Request {
  readonly state: string;
  readonly expiresAt: Date;
}

/** A request whose time is up is over, also while nobody has written that down yet. */
export function stateAt({ state, expiresAt }: Request, now: Date): ApprovalState {
  if (state === 'open' && expiresAt <= now) return 'expired';
  return APPROVAL_STATES.find((one) => one === state)!;
}

/** @throws booking.approval_closed */
export function requireOpen(request: Request, now: Date): void {
  if (stateAt(request, now) !== 'open') throw bookingErrors.approvalClosed();
}

/** A parent approves a price: less is fine. @throws booking.price_raised */
export function requirePrice(approved: Money, asked: Money): void {
  const isFine = asked.currency === approved.currency && asked.amount <= approved.amount;
  if (!isFine) throw bookingErrors.priceRaised();
}
