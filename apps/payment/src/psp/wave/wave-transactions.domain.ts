import { Id } from '@edu/contract-kit';
import { z } from 'zod';
import { HeldAmount, HeldCurrency, heldOf } from '../held.ts';
import type { MovementKind, PspMovement } from '../psp-movement.ts';
import type { Sum } from '../psp.ts';
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

/** What the wallet holds, from the same page. */
export const WaveBalance = z
  .object({ amount: HeldAmount, currency: HeldCurrency })
  .transform(({ amount: text, currency }): Sum => heldOf(text, currency));

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

/** A checkout, its refund, a payout, one that was sent back, and what is swept to the owner's bank. Source: https://docs.wave.com/balance-api */
const KINDS: Readonly<Record<string, MovementKind>> = {
  api_checkout: 'payment',
  api_checkout_refund: 'refund',
  api_payout: 'payout',
  api_payout_reversal: 'payout_returned',
  merchant_sweep: 'to_bank',
};
const REVERSED: Readonly<Partial<Record<MovementKind, MovementKind>>> = {
  payment: 'refund',
  payout: 'payout_returned',
  to_bank: 'from_bank',
};

/**
 * What a line of the wallet says that moved, and its fee; of all else nothing. `amount`
 * is what the wallet gained, or lost: what the payer paid is that and the fee, what a payout brought is that without.
 */
export function toWaveMovement(transaction: WaveTransaction): PspMovement[] {
  const { transaction_type: type, transaction_id: id, timestamp, is_reversal } = transaction;
  const known = KINDS[type ?? ''];
  if (!known) return [];
  const kind = (is_reversal && REVERSED[known]) || known;
  const intentRef = transaction.checkout_api_session_id ?? null;
  const moved = sumOf(transaction, 'amount');
  const fee = sumOf(transaction, 'fee');
  const isCheckout = kind === 'payment' || kind === 'refund';
  const common = { intentRef, state: 'succeeded', at: new Date(timestamp) } as const;
  const amount = isCheckout ? moved.amount + fee.amount : moved.amount - fee.amount;
  const movement: PspMovement = {
    ...common,
    kind,
    // A refund is of all of a session, and goes by its name.
    ref: kind === 'refund' && intentRef ? intentRef : id,
    // Of a payout it is our id and the key of its order.
    ownId: kind === 'refund' ? null : (Id.safeParse(ownPart(transaction)).data ?? null),
    sum: { ...moved, amount },
  };
  if (fee.amount === 0n) return [movement];
  const isBack = kind === 'refund' || kind === 'payout_returned' || kind === 'from_bank';
  return [
    movement,
    { ...common, kind: isBack ? 'fee_returned' : 'fee', ref: id, ownId: null, sum: fee },
  ];
}

const ownPart = ({ client_reference: reference }: WaveTransaction) => reference?.split(':')[0];

function sumOf(transaction: WaveTransaction, member: 'amount' | 'fee'): PspMovement['sum'] {
  const { amount, currency } = fromWaveAmount(
    transaction[member].replace('-', ''),
    transaction.currency,
  );
  return { amount, currency: currency.toUpperCase() };
}
