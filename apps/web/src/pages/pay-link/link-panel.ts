import type { PaymentRequest } from '@edu/client';
import type { Money } from '@edu/contract-kit';
import { endOf, isOpen, pollMs, type Return } from '../pay/pay-panel.ts';

type Payment = NonNullable<PaymentRequest['payment']>;

/** What somebody sees who was asked to pay. */
export type LinkPanel =
  /** Nothing is open: it can be paid. `after`: how the last attempt ended. */
  | { readonly is: 'ready'; readonly after: ReturnType<typeof endOf> }
  | { readonly is: 'open'; readonly payment: Payment; readonly refused: boolean }
  /** The payment service has not said whether it took the money. */
  | { readonly is: 'checking'; readonly after: 'prompt' | undefined }
  /** It was paid through this link. */
  | { readonly is: 'thanks'; readonly payment: Payment }
  /** The same, and the lesson was called off since. */
  | { readonly is: 'calledOff'; readonly payment: Payment }
  /** The money came too late and goes back. */
  | { readonly is: 'returned'; readonly amount: Money; readonly done: boolean }
  /** It is over while a payment is still open. */
  | { readonly is: 'late' }
  /** Another way. */
  | { readonly is: 'alreadyPaid' }
  | { readonly is: 'expired' }
  | { readonly is: 'canceled' }
  /** Some of its lessons can no longer be paid, so that it asks for none. */
  | { readonly is: 'changed' };

/** @param now by the server's clock, ms */
export function linkPanel(
  { state, payment, payUntil }: Pick<PaymentRequest, 'state' | 'payment' | 'payUntil'>,
  now: number,
  back?: Return,
): LinkPanel {
  const open = payment && isOpen(payment.status) ? payment : undefined;
  if (payment?.status === 'succeeded') return ofPaid(state, payment);
  switch (state) {
    case 'paid':
      return open ? { is: 'late' } : { is: 'alreadyPaid' };
    case 'payable': {
      const isOver = payUntil !== null && Date.parse(payUntil) <= now;
      if (isOver) return open ? { is: 'late' } : { is: 'expired' };
      if (!open) return { is: 'ready', after: endOf(payment ?? undefined) };
      // No fresh prompt before the psp has said what became of this one.
      const isPromptOver = open.promptEndsAt !== null && Date.parse(open.promptEndsAt) <= now;
      if (open.status === 'unknown' || back === 'succeeded' || isPromptOver) {
        return { is: 'checking', after: isPromptOver ? 'prompt' : undefined };
      }
      return { is: 'open', payment: open, refused: back === 'failed' };
    }
    case 'canceled':
      return open ? { is: 'late' } : { is: 'canceled' };
    case 'changed':
      return open ? { is: 'late' } : { is: 'changed' };
    default:
      return open ? { is: 'late' } : { is: 'expired' };
  }
}

function ofPaid(state: PaymentRequest['state'], payment: Payment): LinkPanel {
  if (state === 'canceled') return { is: 'calledOff', payment };
  if (state !== 'expired') return { is: 'thanks', payment };
  const { amount, charged, refunded } = payment;
  return { is: 'returned', amount: charged ?? amount, done: refunded.amount >= amount.amount };
}

/** A receipt is there within a second or two. */
const LOOKS_FOR_RECEIPT = 15;

/** When to ask again, ms; undefined where nothing is going to change by itself. */
export function askLinkAgainMs(panel: LinkPanel, asked: number): number | undefined {
  switch (panel.is) {
    case 'alreadyPaid':
    case 'expired':
    case 'canceled':
    case 'changed':
    case 'calledOff':
      return undefined;
    case 'thanks':
      return panel.payment.receipt || asked >= LOOKS_FOR_RECEIPT ? undefined : 2_000;
    default:
      return pollMs(asked, panel.is === 'ready');
  }
}
