export type MoneyFault = 'twice' | 'lost' | 'open' | 'unbalanced';

/** Something that must not be there once all is quiet. */
export interface MoneyCheck {
  readonly kind: MoneyFault;
  readonly what: string;
  /** Yields of each thing that is wrong its `id`, and as `booking` the booking or the payout that it is about. */
  readonly sql: string;
}
