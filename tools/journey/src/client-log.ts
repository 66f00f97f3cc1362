/** What was answered to a client, which may rely on it. */
export type Claim =
  /** 201: the slot is held. */
  | { readonly kind: 'booked'; readonly bookingId: string; readonly learnerId: string }
  /** 201: this is the booking's payment. */
  | { readonly kind: 'intent'; readonly paymentId: string; readonly bookingId: string }
  /** The card was charged. */
  | { readonly kind: 'paid'; readonly paymentId: string; readonly bookingId: string }
  /** 200: it is confirmed. */
  | { readonly kind: 'confirmed'; readonly bookingId: string }
  /** 200: it is canceled. */
  | { readonly kind: 'canceled'; readonly bookingId: string };

/** A try that got no answer, or one that says "not now". */
export interface Trouble {
  /** When it was asked and when it was over; epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly request: string;
  /** Status, or the code of the connection's error. */
  readonly what: string;
}

/** The clients' own append-only record: it, not the server, decides what was promised. */
export class ClientLog {
  readonly claims: Claim[] = [];
  readonly troubles: Trouble[] = [];
  /** Answers and failures to get one. */
  requests = 0;

  claim(claim: Claim): void {
    this.claims.push(claim);
  }

  trouble(trouble: Trouble): void {
    this.troubles.push(trouble);
  }
}
