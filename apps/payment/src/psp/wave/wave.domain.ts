import { Currency, Id, type Money } from '@edu/contract-kit';
import { z } from 'zod';
import type { PspIntent, PspPayout, Sum } from '../psp.ts';
import { isSignedInTime } from '../timed-signature.ts';
import { uuidOf } from '../uuid-of.ts';

/**
 * What we read of a checkout session. Both statuses are open: a value of later versions waits like
 * one that we know. Source: https://docs.wave.com/checkout#checkout-session-object
 */
export const WaveSession = z.object({
  id: z.string().min(1).max(255),
  amount: z.string().regex(/^\d{1,12}(\.0+)?$/),
  currency: z.string(),
  checkout_status: z.string(),
  payment_status: z.string(),
  client_reference: z.string().nullish(),
  wave_launch_url: z.url({ protocol: /^https?$/ }),
});
export type WaveSession = z.infer<typeof WaveSession>;

export const WaveSessions = z.object({ result: z.array(WaveSession) });

/** Source: https://docs.wave.com/payout */
export const WavePayout = z.object({
  id: z.string().min(1).max(255),
  receive_amount: z.string().regex(/^\d{1,12}(\.0+)?$/),
  currency: z.string(),
  status: z.string(),
  client_reference: z.string().nullish(),
  payout_error: z.object({ error_code: z.string().max(100) }).nullish(),
});
export type WavePayout = z.infer<typeof WavePayout>;

export const WavePayouts = z.object({ result: z.array(WavePayout) });

/** An error has its code under one name or another. */
export const WaveError = z.union([
  z.object({ code: z.string().max(100) }).transform(({ code }) => code),
  z.object({ error_code: z.string().max(100) }).transform(({ error_code: code }) => code),
]);

/** Wave writes XOF, which has no minor unit, as whole francs in a string. */
export const toWaveAmount = ({ amount }: Money): string => String(amount);

export function fromWaveAmount(amount: string, currency: string): Sum {
  const known = Currency.safeParse(currency.toUpperCase());
  return { amount: BigInt(amount.split('.')[0]!), currency: known.data ?? currency };
}

/** Money is what the payment says; that a session is over says only that nobody can pay it any more. */
export function toWaveIntent(session: WaveSession): PspIntent {
  const status = statusOf(session);
  const isOpen = status === 'pending' && session.checkout_status === 'open';
  return {
    ref: session.id,
    paymentId: Id.safeParse(session.client_reference).data ?? null,
    status,
    sum: fromWaveAmount(session.amount, session.currency),
    next: isOpen ? { kind: 'redirect', url: session.wave_launch_url } : null,
  };
}

function statusOf({ payment_status: payment, checkout_status: checkout }: WaveSession) {
  if (payment === 'succeeded') return 'succeeded';
  return checkout === 'expired' ? 'canceled' : 'pending';
}

/** What Wave keeps with a payout for us: our id, and the order's key, of which there may be several. */
export const referenceOf = (payoutId: string, key: string): string =>
  `${payoutId}:${uuidOf(`wave:${key}`)}`;

/** What was `reversed` has come back to us. A word of later versions waits. */
const PAYOUT_STATUS = new Map<string, PspPayout['status']>([
  ['succeeded', 'succeeded'],
  ['failed', 'failed'],
  ['reversed', 'failed'],
]);

export function toWavePayout(payout: WavePayout): PspPayout {
  const { id, status: word, client_reference: reference, payout_error: error } = payout;
  const status = PAYOUT_STATUS.get(word) ?? 'pending';
  return {
    ref: id,
    payoutId: Id.safeParse(reference?.split(':')[0]).data ?? null,
    status,
    sum: fromWaveAmount(payout.receive_amount, payout.currency),
    failureReason: status === 'failed' ? (error?.error_code ?? word) : null,
  };
}

/** Of several sessions of one payment the one with money, else one that can be paid, else any. */
export function oneOf(sessions: readonly WaveSession[]): WaveSession | undefined {
  return (
    sessions.find((session) => statusOf(session) === 'succeeded') ??
    sessions.find((session) => statusOf(session) === 'pending') ??
    sessions[0]
  );
}

/**
 * Verifies `Wave-Signature`: HMAC-SHA256 over `<t><raw bytes>`, with nothing between them.
 * Source: https://docs.wave.com/webhook
 */
export function isSignedByWave(
  rawBody: Buffer,
  header: string,
  secrets: readonly string[],
  nowS: number,
): boolean {
  return isSignedInTime(rawBody, header, { secrets, nowS, separator: '' });
}
