import type { BookingDetails, Payment } from '@edu/client';
import type { Money } from '@edu/contract-kit';
import type { Bill } from './bill.ts';

/** What the page of a payment shows. */
export type PayPanel =
  /** Nothing is open: it can be paid. `after`: how the last attempt ended. */
  | { readonly is: 'ready'; readonly after: 'failed' | 'canceled' | 'notConfirmed' | undefined }
  /** A payment is open and waits for the payer. */
  | { readonly is: 'open'; readonly payment: Payment; readonly refused: boolean }
  /** The payment service has not said whether it took the money. */
  | { readonly is: 'checking'; readonly payment: Payment; readonly after: 'prompt' | undefined }
  /** The money is there, the booking is confirmed in a moment. */
  | { readonly is: 'confirming'; readonly payment: Payment }
  | { readonly is: 'paid'; readonly payment: Payment | undefined }
  /** Nobody paid in time. */
  | { readonly is: 'expired' }
  /** The time is over while a payment is still open. */
  | { readonly is: 'late'; readonly payment: Payment }
  /** The money came when the time was over and the slot was somebody else's: it goes back. */
  | { readonly is: 'returned'; readonly amount: Money; readonly done: boolean }
  /** It was called off. */
  | { readonly is: 'over' };

type PayableBooking = Pick<BookingDetails, 'id' | 'state' | 'holdExpiresAt'>;

/**
 * What the payment service said as it led back here, or its form on this page. It proves nothing, so it changes words and whether
 * to pay is offered at once, while the payment itself is asked about.
 */
export type Return = 'succeeded' | 'failed' | undefined;

export function returnOf(search: string): Return {
  const said = new URLSearchParams(search).get('redirect_status');
  return said === 'succeeded' || said === 'failed' ? said : undefined;
}

/**
 * @param payments of the booking, the newest first
 * @param now by the server's clock, ms
 */
export function payPanel(
  { id, state, holdExpiresAt }: PayableBooking,
  payments: readonly Payment[],
  now: number,
  back?: Return,
): PayPanel {
  const succeeded = payments.find(({ status }) => status === 'succeeded');
  const open = payments.find(({ status }) => isOpen(status));
  switch (state) {
    case 'pending': {
      if (succeeded) return { is: 'confirming', payment: succeeded };
      const isOver = holdExpiresAt !== null && Date.parse(holdExpiresAt) <= now;
      if (open && isOver) return { is: 'late', payment: open };
      // No fresh prompt before the psp has said what became of this one.
      const isPromptOver = open?.promptEndsAt && Date.parse(open.promptEndsAt) <= now;
      if (open && (open.status === 'unknown' || back === 'succeeded' || isPromptOver)) {
        return { is: 'checking', payment: open, after: isPromptOver ? 'prompt' : undefined };
      }
      if (open) return { is: 'open', payment: open, refused: back === 'failed' };
      if (isOver) return { is: 'expired' };
      return { is: 'ready', after: endOf(payments[0]) };
    }
    case 'expired':
      if (succeeded) {
        const { amount, refunded } =
          succeeded.parts.find(({ bookingId }) => bookingId === id) ?? succeeded;
        return { is: 'returned', amount, done: refunded.amount >= amount.amount };
      }
      return open ? { is: 'late', payment: open } : { is: 'expired' };
    case 'confirmed':
    case 'completed':
    case 'no_show':
      return { is: 'paid', payment: succeeded };
    default:
      return { is: 'over' };
  }
}

const ENDED = ['failed', 'canceled'] as const;

/** How the last attempt ended, if it is over. */
export function endOf(last: Pick<Payment, 'status' | 'promptEndsAt'> | undefined) {
  const ended = ENDED.find((status) => status === last?.status);
  return ended && last?.promptEndsAt ? 'notConfirmed' : ended;
}

/** Whether it may still be paid. */
export function isOpen(status: Payment['status']): boolean {
  return status === 'created' || status === 'pending' || status === 'unknown';
}

/** Whether a payment that was opened here has ended, so that what it asked for is no longer to be done. */
export function hasEnded(id: string, payments: readonly Payment[]): boolean {
  return payments.some((payment) => payment.id === id && !isOpen(payment.status));
}

const FIRST_MS = 1_000;
const LAST_MS = 5_000;
/** Some five minutes: whoever pays on the phone has done so by then, or has gone away. */
const PATIENCE = 60;
const SELDOM_MS = 30_000;

/**
 * When to ask again, ms: soon at first, then less and less often. A notification that comes is asked about
 * at once, however seldom that has become.
 *
 * @param asked how often that was done
 * @returns undefined where nothing is going to change by itself
 */
export function askAgainMs({ is }: PayPanel, asked: number): number | undefined {
  if (is === 'paid' || is === 'expired' || is === 'over') return undefined;
  return pollMs(asked, is === 'ready');
}

/** @param isQuiet nothing is open here: it may be paid in another tab, or on another device */
export function pollMs(asked: number, isQuiet: boolean): number {
  if (asked >= PATIENCE) return SELDOM_MS;
  return isQuiet ? LAST_MS : Math.min(LAST_MS, FIRST_MS * 1.5 ** asked);
}

/**
 * Names the wish to pay a bill: another one once an attempt has ended without money, and for each way.
 *
 * @param psp undefined where the payer has not chosen
 */
export function payWish(
  { bookingId, others }: Pick<Bill, 'bookingId' | 'others'>,
  payments: readonly Payment[],
  psp = '',
): string {
  const ended = payments.find(({ status }) => !isOpen(status))?.id ?? '';
  return ['pay', bookingId, ended, psp, ...others].join(' ');
}
