import { Currency, type Money } from '@edu/contract-kit';
import { z } from 'zod';
import { attemptOf, fromBase36, fromBase36Id, timeOf, toBase36, toBase36Id } from '../base36-id.ts';
import type { PspIntent, PspNotice, Sum } from '../psp.ts';

/** Digits of a fifth of the amount, beside 25 of our id and one of the attempt: 30 signs, as many as there may be. */
const AMOUNT_DIGITS = 4;
const FIFTH = 5;

/** What CinetPay's id of a payment says. */
export interface Named {
  readonly paymentId: string;
  readonly amount: bigint;
}

/**
 * `merchant_transaction_id`: capitals and digits. Whoever asks CinetPay about a payment, or gets a notification, learns
 * neither what it is for nor what it comes to, so both stand in its id.
 *
 * @param money a multiple of 5
 * @param key of the order: the same payment under another key has another id
 */
export function transactionOf(paymentId: string, { amount }: Money, key: string): string {
  const fifths = toBase36(BigInt(amount / FIFTH), AMOUNT_DIGITS);
  return toBase36Id(paymentId) + fifths + toBase36(attemptOf(key), 1);
}

const TRANSACTION = /^([\dA-Z]{25})([\dA-Z]{4})[\dA-Z]$/;

/** @returns null for an id that is none of ours */
export function readTransaction(ref: string): Named | null {
  const [, id, fifths] = TRANSACTION.exec(ref) ?? [];
  if (!id || !fifths) return null;
  const paymentId = fromBase36Id(id);
  return paymentId ? { paymentId, amount: fromBase36(fifths) * BigInt(FIFTH) } : null;
}

const word = z.string().max(60);
const code = z.union([z.number(), z.string().max(20)]).transform(String);

/** To an order. Source: README of cinetpay-js; what `details` says means nothing before the payment. */
export const Opened = z.object({
  ...{ code, status: word },
  payment_url: z.url({ protocol: /^https?$/ }).nullish(),
});

/** What GET /v1/payment/{id} says. Whose phone it was is in it too, and not read. */
export const State = z.object({
  ...{ code, status: word },
  merchant_transaction_id: z.string().max(100).nullish(),
  amount: z
    .union([z.number(), z.string()])
    .transform(String)
    .pipe(z.string().regex(/^\d{1,12}(\.0+)?$/))
    .nullish(),
  currency: z.string().max(10).nullish(),
});
export type State = z.infer<typeof State>;

const said = { code: code.optional(), status: word.optional() };
export const Refusal = z.object({ ...said, details: z.object(said).optional() });
type Refusal = z.infer<typeof Refusal>;

/** Of our token, with whatever HTTP status: 401, 422 and 200 have been seen. */
const TOKEN_WORDS = new Set(['1002', '1003', 'INVALID_TOKEN', 'EXPIRED_TOKEN']);
export const isOfToken = ({ details, ...answer }: Refusal): boolean =>
  [answer, details].some(
    (part) => TOKEN_WORDS.has(part?.code ?? '') || TOKEN_WORDS.has(part?.status ?? ''),
  );

/** Nobody knows what was asked about, also with HTTP 200. */
export const isOfNothing = ({ code: number, status }: { code: string; status: string }): boolean =>
  number === '404' || status === 'NOT_FOUND';

/** 1004 INVALID_PARAMS and the like: about the request itself, also with HTTP 200. */
export const isRefusal = ({ code: number }: { readonly code: string }): boolean =>
  /^1\d{3}$/.test(number);

/** Words for how a payment ended; all others wait, those of later versions too. */
const ENDED = new Map<string, PspIntent['status']>([
  ...(['SUCCESS', 'ACCEPTED'] as const).map((ended) => [ended, 'succeeded'] as const),
  ...(
    ['FAILED', 'REFUSED', 'CANCELED', 'CANCELLED', 'EXPIRED', 'INSUFFICIENT_BALANCE'] as const
  ).map((ended) => [ended, 'canceled'] as const),
]);

/** @param ours the money of the account, for a payment that says none */
export function toCinetpayIntent(ref: string, state: State, ours: string): PspIntent {
  const named = readTransaction(ref);
  const status = ENDED.get(state.status) ?? 'pending';
  return {
    ref,
    paymentId: named?.paymentId ?? null,
    status,
    sum: sumOf(state, named, ours),
    next: null,
    ...(status === 'canceled' && { reason: state.status }),
  };
}

/** CinetPay does not say when a page ends: a day later nobody comes back to one on which nobody has begun to pay. */
const PAGE_MS = 24 * 3_600_000;

export function isAbandoned(ref: string, { status }: Pick<State, 'status'>, now: Date): boolean {
  const { paymentId } = readTransaction(ref) ?? {};
  if (status !== 'INITIATED' || !paymentId) return false;
  return now.getTime() - timeOf(paymentId) > PAGE_MS;
}

function sumOf(state: State, named: Named | null, ours: string): Sum {
  const amount = String(named?.amount ?? 0n);
  return sumSaid({ ...state, amount: state.amount ?? amount }, ours)!;
}

/** @returns undefined where no amount is said */
export function sumSaid({ amount, currency }: State, ours: string): Sum | undefined {
  const given = currency?.toUpperCase() ?? ours;
  const known = Currency.safeParse(given).data ?? given;
  return amount ? { amount: BigInt(amount.split('.')[0]!), currency: known } : undefined;
}

export const Notification = z.object({ merchant_transaction_id: z.string().max(30) });

/**
 * A notification is not signed. Its `notify_token` was said with the order and is kept nowhere: what is
 * reported only says which payment to ask about.
 *
 * @param digest of its bytes: a forged one must not stand for the one that CinetPay sends
 * @returns null when it names no payment that could be ours
 */
export function toNotice(
  { merchant_transaction_id: ref }: z.infer<typeof Notification>,
  digest: string,
): PspNotice | null {
  const named = readTransaction(ref);
  return (
    named && {
      eventId: `payment:${ref}:${digest}`,
      type: 'payment.notified',
      about: { kind: 'payment', ref },
      unsignedOf: named.paymentId,
    }
  );
}
