import { Id } from '@edu/contract-kit';
import { z } from 'zod';
import type { PspMovement } from '../psp-movement.ts';
import { fromWaveAmount } from './wave.domain.ts';

const amount = z.string().regex(/^-?\d{1,12}(\.0+)?$/);

/** What we read of a transaction of our wallet. Source: https://docs.wave.com/balance-api */
const WaveTransaction = z.object({
  timestamp: z.iso.datetime({ offset: true }),
  transaction_id: z.string().min(1).max(255),
  transaction_type: z.string().nullish(),
  amount,
  fee: amount,
  currency: z.string().regex(/^[A-Za-z]{3}$/),
  is_reversal: z.boolean().nullish(),
  client_reference: z.string().nullish(),
  checkout_api_session_id: z.string().min(1).max(255).nullish(),
});
export type WaveTransaction = z.infer<typeof WaveTransaction>;

export const WaveTransactions = z.object({
  page_info: z.object({ end_cursor: z.string().nullish(), has_next_page: z.boolean() }),
  items: z.array(WaveTransaction),
});

const DAY_MS = 86_400_000;

/** The days of a time; Wave's are those of UTC, which is the time of Senegal and Côte d'Ivoire. */
export function daysOf(from: Date, until: Date): string[] {
  const days: string[] = [];
  const first = Math.floor(from.getTime() / DAY_MS) * DAY_MS;
  for (let at = first; at < until.getTime(); at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/**
 * A checkout or its refund; of all else, as payouts and what leaves for the bank, nothing. `amount` is what
 * the wallet gained, or lost: what the payer paid is that and the fee.
 */
export function toWaveMovement(transaction: WaveTransaction): PspMovement[] {
  const { transaction_type: type, transaction_id: id, currency, timestamp } = transaction;
  const isRefund =
    type === 'api_checkout_refund' || (type === 'api_checkout' && transaction.is_reversal === true);
  if (!isRefund && type !== 'api_checkout') return [];
  const intentRef = transaction.checkout_api_session_id ?? null;
  const gained = fromWaveAmount(unsigned(transaction.amount), currency);
  const fee = fromWaveAmount(unsigned(transaction.fee), currency);
  return [
    {
      kind: isRefund ? 'refund' : 'payment',
      // A refund is of all of a session, and goes by its name.
      ref: isRefund && intentRef ? intentRef : id,
      intentRef,
      ownId: isRefund ? null : (Id.safeParse(transaction.client_reference).data ?? null),
      state: 'succeeded',
      sum: { amount: gained.amount + fee.amount, currency: gained.currency.toUpperCase() },
      at: new Date(timestamp),
    },
  ];
}

const unsigned = (text: string) => text.replace('-', '');
