/** What moves at a psp, and whether it gains by it. */
export const MOVEMENT_KINDS = {
  payment: 'in',
  refund: 'out',
  payout: 'out',
  /** One that had arrived, and was sent back to us. */
  payout_returned: 'in',
  /** A payer's bank took it back, and gave it back. */
  dispute: 'out',
  dispute_won: 'in',
  /** What the psp takes for its work, and gives back of that. */
  fee: 'out',
  fee_returned: 'in',
  /** To our own bank account, and from there. */
  to_bank: 'out',
  from_bank: 'in',
  /** Of a payment, or of money that comes back, and of what leaves: what the psp makes of it in its own currency. */
  exchange: 'in',
  exchange_back: 'out',
} as const satisfies Readonly<Record<string, 'in' | 'out'>>;
export type MovementKind = keyof typeof MOVEMENT_KINDS;

/** Money that a psp says it moved, or did not, as in its list or in an operator's statement. */
export interface PspMovement {
  readonly kind: MovementKind;
  /**
   * The psp's name of it, the same whenever it is listed; of a refund or a payout the one that the order answers, of a
   * dispute the bank's case, of an exchange that of which it is, of all others the line that has it.
   */
  readonly ref: string;
  /** The intent whose money it is; null where the psp does not say. */
  readonly intentRef: string | null;
  /** Our id of the payment, the refund or the payout, where the psp repeats it. */
  readonly ownId: string | null;
  readonly state: 'pending' | 'succeeded' | 'failed';
  /** In minor units, above zero whichever way it went; and the currency, as ISO 4217 writes it. */
  readonly sum: { readonly amount: bigint; readonly currency: string };
  /** Of an exchange what was charged; `sum` is then what it came to. */
  readonly from?: PspMovement['sum'];
  readonly at: Date;
}
