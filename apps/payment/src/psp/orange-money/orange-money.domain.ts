import type { Currency } from '@edu/contract-kit';
import { z } from 'zod';
import { attemptOf, fromBase36Id, timeOf, toBase36, toBase36Id } from '../base36-id.ts';
import { digestOf } from '../digest-of.ts';
import type { PspIntent, PspNotice } from '../psp.ts';

/** Orange's name of an order, and all that a question about it has to repeat. */
export interface Named {
  readonly paymentId: string;
  readonly orderId: string;
  readonly amount: number;
  readonly payToken: string;
}

/** `order_id`, of up to 30 signs: our id and the attempt. */
export const orderIdOf = (paymentId: string, key: string): string =>
  toBase36Id(paymentId) + toBase36(attemptOf(key), 1);

const REF = /^([\dA-Z]{26,30})\.(\d{1,12})\.([!-~]{8,200})$/;

export const refOf = ({ orderId, amount, payToken }: Omit<Named, 'paymentId'>): string =>
  `${orderId}.${amount}.${payToken}`;

/** @returns null for what is none of ours */
export function readRef(ref: string): Named | null {
  const [, orderId, amount, payToken] = REF.exec(ref) ?? [];
  if (!orderId || !amount || !payToken) return null;
  const paymentId = fromBase36Id(orderId.slice(0, 25));
  return paymentId ? { orderId, amount: Number(amount), payToken, paymentId } : null;
}

const token = z.string().regex(/^[!-~]{8,200}$/);

/** To an order. */
export const Opened = z.object({
  pay_token: token,
  payment_url: z.url({ protocol: /^https?$/ }),
  notif_token: token,
});

/** To a question. What the payment comes to is not said: a question with another amount gets no answer. */
export const State = z.object({ status: z.string().max(60), order_id: z.string().max(60) });
export type State = z.infer<typeof State>;

/** `{ code: 22, message: 'Invalid body', description }` */
export const Refusal = z.object({ message: z.string().min(1).max(60) });

/** Words for how a payment ended; all others wait, those of later versions too. */
const ENDED = new Map<string, PspIntent['status']>([
  ['SUCCESS', 'succeeded'],
  ['FAILED', 'canceled'],
  ['EXPIRED', 'canceled'],
]);

export function toOrangeIntent(
  ref: string,
  { paymentId, amount }: Named,
  { status: word }: Pick<State, 'status'>,
  currency: Currency,
): PspIntent {
  const status = ENDED.get(word) ?? 'pending';
  return {
    ...{ ref, paymentId, status, next: null },
    sum: { amount: BigInt(amount), currency },
    ...(status === 'canceled' && { reason: word }),
  };
}

const MINUTE_MS = 60_000;
/** A payment is ordered while it is younger, so that its page is over when it is twice as old. */
const ORDERED_WITHIN_MS = 15 * MINUTE_MS;
/** A page can be paid for ten minutes. */
const PAGE_MS = 10 * MINUTE_MS;
/** For clocks that differ, and a press at the last moment. */
const MARGIN_MS = 5 * MINUTE_MS;

const ageOf = (paymentId: string, now: Date) => now.getTime() - timeOf(paymentId);

export const isTooOldToOrder = (paymentId: string, now: Date): boolean =>
  ageOf(paymentId, now) > ORDERED_WITHIN_MS;

/** A page whose time has passed and on which nobody has pressed "confirm" can be paid by nobody. */
export const isAbandoned = (paymentId: string, { status }: State, now: Date): boolean =>
  status === 'INITIATED' && ageOf(paymentId, now) > ORDERED_WITHIN_MS + PAGE_MS + MARGIN_MS;

export const Notification = z.object({ notif_token: token });

/** It has no signature and names no payment: its token was said with the order, and leads to it. */
export function toNotice({ notif_token }: z.infer<typeof Notification>, digest: string): PspNotice {
  return {
    eventId: `payment:${digest}`,
    type: 'payment.notified',
    about: null,
    unsignedBy: digestOf(notif_token),
  };
}
