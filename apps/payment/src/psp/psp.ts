import type { Currency, Money } from '@edu/contract-kit';
import type { NextStep } from '@edu/contracts-payment';
import type { DisputeAnswer } from './dispute-answer.ts';
import type { PspMovement } from './psp-movement.ts';

/** Minor units as ISO 4217 counts them; a psp's own exponents stay in its adapter. */
export interface Sum {
  readonly amount: bigint;
  /** Upper case; a psp may name one that we do not handle. */
  readonly currency: string;
}

/** Both ends included, in minor units. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  /** Of which every amount must be a multiple; 1 unless it is said. */
  readonly step?: number;
}

export interface PspCapabilities {
  /** Money can be sent back through the interface. */
  readonly refunds: boolean;
  /** A part of a payment can go back; otherwise all of it or nothing. */
  readonly partialRefunds: boolean;
  /** It says which refunds an intent has; otherwise a refund is known to whoever ordered it. */
  readonly listsRefunds: boolean;
  /**
   * A key that is used twice makes one intent. Otherwise an order must never be under way twice, and
   * whoever repeats one first looks for the intent by our id.
   */
  readonly keepsKeys: boolean;
  /** A decline ends the intent; otherwise the payer may try again on it. */
  readonly declineEnds: boolean;
  /** The payer confirms on his phone: an order needs its number. */
  readonly asksByPhone: boolean;
  /** How long the prompt on his phone lives at most; null where there is none. */
  readonly promptMs: number | null;
  readonly way: PayersWay;
  /** What one payment may come to, in each currency that the psp takes. */
  readonly amounts: Readonly<Partial<Record<Currency, Bounds>>>;
  /** What one payout may come to, in each currency in which it pays out; null: it does not. */
  readonly payouts: Readonly<Partial<Record<Currency, Bounds>>> | null;
}

/** One way to pay, as payers know it. */
export interface PayersWay {
  /** What comes next when a payment is open. */
  readonly kind: NextStep['kind'];
  /** A brand, the same in every language; null where its kind says all. */
  readonly name: string | null;
  /** Where people have it, ISO 3166-1 alpha-2; null: everywhere. */
  readonly countries: readonly string[] | null;
}

/** What a psp is called, and what it can do. */
export interface PspFacts {
  readonly id: string;
  readonly capabilities: PspCapabilities;
}

/** What a psp may need to know of whoever pays. */
export interface Payer {
  /** In E.164. */
  readonly phone?: string | undefined;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | undefined;
  /** The brand of the operator that has the phone, where the payer knows better than its number says. */
  readonly operator?: string | undefined;
}

/** A phone number that exists. */
export interface PhoneLine {
  /** In E.164, by today's numbering plan. */
  readonly phone: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** The Mobile Money of a phone number. */
export interface Wallet {
  /** The operator's brand, the same in every language. */
  readonly operator: string;
  /** What one payment may come to in the currency that was asked about; null: it moves other money. */
  readonly bounds: Bounds | null;
  /** The operator answers at the moment. */
  readonly isUp: boolean;
  /** The prompt appears by itself; otherwise the payer dials for it. */
  readonly appears: boolean;
  /** What to dial for the prompt, where that helps. */
  readonly dial: string | null;
  /** The brands of others in the country of the number, which may have it: people keep it when they change. */
  readonly others?: readonly string[];
}

/** Nobody's wallet that the psp serves; and the brands that it serves in the country of the number. */
export interface NoWallet {
  readonly served: readonly string[];
}

export interface IntentOrder {
  /** The same key gives the same intent, however often it is asked for. */
  readonly idempotencyKey: string;
  readonly paymentId: string;
  readonly bookingId: string;
  readonly money: Money;
  readonly payer: Payer;
  /** Our page of this payment, for a psp that leads the payer away from it and back. */
  readonly returnUrl: string;
  /** Where the psp reports, for one that wants to know with each order. */
  readonly webhookUrl: string;
  readonly orderedAt: Date;
}

/** A payment as the psp sees it now. */
export interface PspIntent {
  readonly ref: string;
  /** Our id, which we gave it; null for an intent that is not ours. */
  readonly paymentId: string | null;
  readonly status: 'pending' | 'succeeded' | 'canceled';
  /** What was received once it succeeded, what is asked for until then. */
  readonly sum: Sum;
  /** What the payer has to do; null when there is nothing left to do, or nothing that is said again. */
  readonly next: NextStep | null;
  /** Where `next` leads, of a psp that says so only now: whoever ordered keeps it. */
  readonly pageOnce?: string;
  /** What its notifications are known by that name neither it nor us, of a psp that says so only now: a digest. */
  readonly noticeDigest?: string;
  /** What the psp knows the card by that paid it: the same in every account, and nobody learns its number from it. */
  readonly card?: string;
  /** The psp's word for why it is canceled, where it has one. */
  readonly reason?: string;
}

export interface RefundOrder {
  readonly idempotencyKey: string;
  readonly refundId: string;
  readonly intentRef: string;
  readonly money: Money;
}

export interface PspRefund {
  readonly ref: string;
  /** The intent whose money goes back. */
  readonly intentRef: string;
  /** Our id, which we gave it; null for a refund made elsewhere, as in the psp's dashboard. */
  readonly refundId: string | null;
  readonly status: 'pending' | 'succeeded' | 'failed';
  readonly sum: Sum;
  readonly failureReason: string | null;
}

/** Money on its way to a provider's wallet. */
export interface PayoutOrder {
  /** The same key pays once, however often it is asked for; another key is another payout. */
  readonly idempotencyKey: string;
  readonly payoutId: string;
  readonly money: Money;
  /** Whose wallet, under the name that we have of its owner. */
  readonly payee: PhoneLine & { readonly name: string | null };
  /** Where the psp reports, for one that wants to know with each order. */
  readonly webhookUrl: string;
  readonly orderedAt: Date;
}

export interface PspPayout {
  readonly ref: string;
  /** Our id, which we gave it; null for a payout that is not ours. */
  readonly payoutId: string | null;
  readonly status: 'pending' | 'succeeded' | 'failed';
  /** What reaches the wallet. */
  readonly sum: Sum;
  readonly failureReason: string | null;
}

/** The payer's bank takes money back, or asks why it was taken. */
export interface PspDispute {
  readonly ref: string;
  readonly intentRef: string;
  readonly sum: Sum;
  /** `won` and `lost` are the bank's decision, seen from our side. */
  readonly state: 'open' | 'answered' | 'won' | 'lost';
  /** The psp has taken, or had taken, the money out of what it holds for us; not while the bank only asks. */
  readonly isWithdrawn: boolean;
  /** What the psp takes for handling it, and gives back, in the money in which it keeps our account. */
  readonly fee: Sum | null;
  readonly feeReturned: Sum | null;
  /** The psp's word for why. */
  readonly reason: string;
  /** Until when the bank reads an answer; null where it reads none. */
  readonly answerBy: Date | null;
  readonly openedAt: Date;
}

/** What a webhook is about; the object itself is asked for, never taken from it. */
export interface PspNotice {
  readonly eventId: string;
  readonly type: string;
  /** Null when it changes nothing for us, or is not about our account. */
  readonly about: {
    readonly kind: 'payment' | 'refund' | 'dispute' | 'payout' | 'decline';
    readonly ref: string;
  } | null;
  /** Our id of the payment or payout that an unsigned webhook names: it counts only when there is such a one. */
  readonly unsignedOf?: string;
  /** The same of one that names no payment, and repeats what was said with its order: the digest of that. */
  readonly unsignedBy?: string;
}

/**
 * A company that moves money. Every method may throw `PspRefused` (a final no) or `PspUncertain`
 * (it may or may not have happened: ask again).
 */
export interface Psp extends PspFacts {
  createIntent(order: IntentOrder): Promise<PspIntent>;
  /**
   * Whose wallet a number of one of its countries is, before anything is ordered; where a psp cannot say, its own
   * name stands for the operator, whose brand may be said by the payer.
   */
  walletOf?(line: PhoneLine, currency: Currency, operator?: string): Promise<Wallet | NoWallet>;
  /**
   * The intent of an order that may have been taken, without making one; null when there is none, or
   * none that anybody can pay. Psps have it that cannot close an intent: it stays open until the payer or
   * the psp ends it.
   */
  findIntent?(order: IntentOrder): Promise<PspIntent | null>;
  fetchIntent(ref: string): Promise<PspIntent>;
  /**
   * Closes an intent nobody has paid; the answer says what became of it, paid after all included, or
   * still open where it cannot be closed.
   *
   * @param now what the age of an intent is measured by
   */
  cancelIntent(ref: string, now: Date): Promise<PspIntent>;
  refund(order: RefundOrder): Promise<PspRefund>;
  fetchRefund(ref: string): Promise<PspRefund>;
  /** All refunds of an intent, those that were made elsewhere included. */
  refundsOf(intentRef: string): Promise<readonly PspRefund[]>;
  fetchDispute(ref: string): Promise<PspDispute>;
  /** All that were opened since, in any order. Psps have it whose payments banks take back. */
  disputesSince?(from: Date): AsyncIterable<readonly PspDispute[]>;
  /** Says to the bank why the payment was right. Psps have it, and the next one, where people can answer. */
  answerDispute?(ref: string, answer: DisputeAnswer): Promise<PspDispute>;
  /** Lets the bank have the money. */
  acceptDispute?(ref: string): Promise<PspDispute>;
  /**
   * Sends money to a wallet. Psps have it, and the next two, that say what they pay out. Of one that has
   * neither `walletOf` nor `nameOf`, whoever is paid says that the number has a wallet there.
   */
  payOut?(order: PayoutOrder): Promise<PspPayout>;
  fetchPayout?(ref: string): Promise<PspPayout>;
  /** The payout of an order that may have been taken, without making one; null when there is none. */
  findPayout?(order: PayoutOrder): Promise<PspPayout | null>;
  /** The holder's name as the operator knows it, where the rail has it; null: nobody has the wallet. */
  nameOf?(line: PhoneLine): Promise<string | null>;
  /**
   * What it moved from one instant until another, page by page and in any order. Psps have it that list
   * this; for others a person brings the statement.
   */
  list?(from: Date, until: Date): AsyncIterable<readonly PspMovement[]>;
  /** What it holds for us, what cannot be had yet included: one sum of each currency. Psps have it that say so. */
  balance?(): Promise<readonly Sum[]>;
  /**
   * @param now what the age of a signature is measured by
   * @returns null for what it has not sent like this, whatever is wrong with it
   */
  parseWebhook(
    rawBody: Buffer,
    headers: Readonly<Record<string, string>>,
    now: Date,
  ): PspNotice | null | Promise<PspNotice | null>;
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
