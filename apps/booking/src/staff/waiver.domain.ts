import type { RpcInput } from '@edu/contract-kit';
import type { bookingRpc } from '@edu/contracts-booking';

/** Who bears that a lesson does not take place. */
export type LossBearer = RpcInput<typeof bookingRpc.waive>['bornBy'];

export interface Waiver {
  /** What goes back to whoever paid. All amounts are minor units of the booking's currency. */
  readonly refund: number;
  /** What the provider keeps of what was paid. */
  readonly kept: number;
  /** What the platform pays the provider beside that, before its commission. */
  readonly compensation: number;
}

/**
 * Where the money goes when support calls a booking off: whoever paid gets back all that is left, and
 * the provider what the lesson would have earned, where the platform bears that.
 */
export function waiverOf(left: number, bornBy: LossBearer): Waiver {
  return { refund: left, kept: 0, compensation: bornBy === 'platform' ? left : 0 };
}
