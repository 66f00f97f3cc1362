import { z } from 'zod';
import { attemptOf, fromBase36Id, toBase36, toBase36Id } from '../base36-id.ts';
import { HeldAmount, HeldCurrency } from '../held.ts';
import { PspUncertain, type PspNotice, type PspPayout } from '../psp.ts';
import { sumSaid, type State } from './cinetpay.domain.ts';

/** It has been ordered under this id before. */
export const TAKEN = 'TRANSACTION_EXIST';
/** Of what we have there. */
export const POOR = 'INSUFFICIENT_BALANCE';

/**
 * `merchant_transaction_id` of a transfer, of 30 signs at most and unlike that of any payment: our id, and which try it is.
 *
 * @param key of the order: the same payout under another key is another transfer
 */
export const transferOf = (payoutId: string, key: string): string =>
  `T-${toBase36Id(payoutId)}${toBase36(attemptOf(key), 2)}`;

export const TRANSFER = /^T-([\dA-Z]{25})[\dA-Z]{2}$/;

/** @returns our id of the payout; null for an id that is none of ours */
export function readTransfer(ref: string): string | null {
  const [, id] = TRANSFER.exec(ref) ?? [];
  return id ? fromBase36Id(id) : null;
}

/** Words with which CinetPay's own library says that nothing follows. All others wait, those of later versions too. */
const ENDED = new Map<string, PspPayout['status']>([
  ['SUCCESS', 'succeeded'],
  ['FAILED', 'failed'],
  [POOR, 'failed'],
]);

/**
 * @param ours the money of the account, for a transfer that says none
 * @throws PspUncertain when it does not say what it comes to
 */
export function toCinetpayPayout(ref: string, state: State, ours: string): PspPayout {
  const { status: word } = state;
  const status = ENDED.get(word) ?? 'pending';
  const sum = sumSaid(state, ours);
  if (!sum) throw new PspUncertain(false, new Error('it does not say how much'));
  return {
    ...{ ref, payoutId: readTransfer(ref), status, sum },
    failureReason: status === 'failed' ? word : null,
  };
}

/** GET /v1/balances */
export const Balance = z.object({
  code: z.union([z.number(), z.string().max(20)]).transform(String),
  status: z.string().max(60),
  available_balance: HeldAmount,
  currency: HeldCurrency,
});

/** A notification of a transfer is like one of a payment: it only says what to ask about. */
export function toTransferNotice(ref: string, digest: string): PspNotice | null {
  const payoutId = readTransfer(ref);
  if (payoutId === null) return null;
  return {
    eventId: `transfer:${ref}:${digest}`,
    type: 'transfer.notified',
    about: { kind: 'payout', ref },
    unsignedOf: payoutId,
  };
}
