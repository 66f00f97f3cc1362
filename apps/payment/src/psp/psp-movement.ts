/** Money that a psp says it moved, or did not, as in its list or in an operator's statement. */
export interface PspMovement {
  readonly kind: 'payment' | 'refund';
  /** The psp's name of it, the same whenever it is listed; of a refund the one that its `refund` answers. */
  readonly ref: string;
  /** The intent whose money it is; null where the psp does not say. */
  readonly intentRef: string | null;
  /** Our id of the payment or of the refund, where the psp repeats it. */
  readonly ownId: string | null;
  readonly state: 'pending' | 'succeeded' | 'failed';
  /** In minor units, above zero whichever way it went; and the currency, as ISO 4217 writes it. */
  readonly sum: { readonly amount: bigint; readonly currency: string };
  readonly at: Date;
}
