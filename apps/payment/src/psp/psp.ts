import type { Money } from '@edu/contract-kit';

/** Minor units as ISO 4217 counts them; a psp's own exponents stay in its adapter. */
export interface Sum {
  readonly amount: bigint;
  /** Upper case; a psp may name one that we do not handle. */
  readonly currency: string;
}

export interface PspCapabilities {
  /** Money can be sent back through the interface. */
  readonly refunds: boolean;
  /** A webhook proves where it comes from. */
  readonly signedWebhooks: boolean;
}

export interface IntentOrder {
  /** The same key gives the same intent, however often it is asked for. */
  readonly idempotencyKey: string;
  readonly paymentId: string;
  readonly bookingId: string;
  readonly money: Money;
}

/** A payment as the psp sees it now. */
export interface PspIntent {
  readonly ref: string;
  /** Our id, which we gave it; null for an intent that is not ours. */
  readonly paymentId: string | null;
  readonly status: 'pending' | 'succeeded' | 'canceled';
  /** What was received once it succeeded, what is asked for until then. */
  readonly sum: Sum;
  readonly client: {
    readonly clientSecret: string | null;
    readonly checkoutUrl: string | null;
    readonly publishableKey: string | null;
  };
}

export interface RefundOrder {
  readonly idempotencyKey: string;
  readonly refundId: string;
  readonly intentRef: string;
  readonly money: Money;
}

export interface PspRefund {
  readonly ref: string;
  /** Our id, which we gave it; null for a refund made elsewhere, as in the psp's dashboard. */
  readonly refundId: string | null;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly sum: Sum;
  readonly failureReason: string | null;
}

/** What a verified webhook is about; the object itself is asked for, never taken from it. */
export interface PspNotice {
  readonly eventId: string;
  readonly type: string;
  /** Null when it changes nothing for us, or is not about our account. */
  readonly about: { readonly kind: 'payment' | 'refund'; readonly ref: string } | null;
}

/**
 * A company that moves money. Every method may throw `PspRefused` (a final no) or
 * `PspUncertain` (it may or may not have happened: ask again).
 */
export interface Psp {
  readonly id: string;
  readonly capabilities: PspCapabilities;
  createIntent(order: IntentOrder): Promise<PspIntent>;
  fetch(ref: string): Promise<PspIntent>;
  /** Closes an intent nobody has paid; the answer says what became of it, paid after all included. */
  cancel(ref: string): Promise<PspIntent>;
  refund(order: RefundOrder): Promise<PspRefund>;
  /** By the psp's name of it, or by ours within its payment; null when there is none. */
  fetchRefund(
    which: { ref: string } | { refundId: string; intentRef: string },
  ): Promise<PspRefund | null>;
  /** @throws payment.bad_signature, platform.invalid_input when it is signed and no event */
  parseWebhook(rawBody: Buffer, headers: Readonly<Record<string, string>>): PspNotice;
}

/** The psp answered a final no: nothing happened, and asking again gives the same answer. */
export class PspRefused extends Error {
  override readonly name = 'PspRefused';
  /** The psp's word for why. */
  readonly code: string;

  constructor(code: string, cause: unknown) {
    super(`the psp refused: ${code}`, { cause });
    this.code = code;
  }
}

/** No answer, or none that says what happened. */
export class PspUncertain extends Error {
  override readonly name = 'PspUncertain';
  /** The psp keeps this answer under the idempotency key: only another key can get further. */
  readonly keyIsSpent: boolean;

  constructor(keyIsSpent: boolean, cause: unknown) {
    super('the psp did not say what happened', { cause });
    this.keyIsSpent = keyIsSpent;
  }
}
