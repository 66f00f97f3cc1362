import Stripe from 'stripe';
import { z } from 'zod';
import { addUp } from '../held.ts';
import { readWebhook } from '../json-api.ts';
import type { PspMovement } from '../psp-movement.ts';
import type { DisputeAnswer } from '../dispute-answer.ts';
import {
  PspRefused,
  type IntentOrder,
  type Psp,
  type PspDispute,
  type PspFacts,
  type PspIntent,
  type PspNotice,
  type RefundOrder,
  type Sum,
} from '../psp.ts';
import {
  fromStripeAmount,
  isSignedByStripe,
  ownId,
  toRefund,
  toStripeAmount,
} from './stripe.domain.ts';
import { toDispute, toEvidence } from './stripe.disputes.ts';
import type { StripeEnv } from './stripe.env.ts';
import { movementsOf } from './stripe.movements.ts';
import { attempt, PAGE, pages, seconds, type After } from './stripe.pages.ts';

const StripeEvent = z.object({
  id: z.string().max(255),
  type: z.string().max(255),
  /** Only on events of a connected account. */
  account: z.string().optional(),
  data: z.object({ object: z.object({ id: z.string().max(255).optional() }) }),
});

/** A decline leaves the intent open for another card; it is counted. */
const FOLLOWED = new Map<string, 'payment' | 'refund' | 'dispute' | 'decline'>([
  ['payment_intent.payment_failed', 'decline'],
  ['payment_intent.succeeded', 'payment'],
  ['payment_intent.canceled', 'payment'],
  ['refund.created', 'refund'],
  ['refund.updated', 'refund'],
  ['refund.failed', 'refund'],
  ['charge.dispute.created', 'dispute'],
  ['charge.dispute.updated', 'dispute'],
  ['charge.dispute.closed', 'dispute'],
  ['charge.dispute.funds_withdrawn', 'dispute'],
  ['charge.dispute.funds_reinstated', 'dispute'],
]);

/** Asks Stripe; see `psp.ts` for what it can do. */
export class StripeClient implements Psp {
  readonly id: string;
  readonly capabilities: Psp['capabilities'];
  readonly #stripe: Stripe;
  readonly #env: StripeEnv;

  constructor(env: StripeEnv, { id, capabilities }: PspFacts) {
    this.id = id;
    this.capabilities = capabilities;
    const { hostname, port, protocol } = new URL(env.STRIPE_API_URL);
    const secure = protocol === 'https:';
    this.#env = env;
    this.#stripe = new Stripe(env.STRIPE_SECRET_KEY, {
      host: hostname,
      port: port || (secure ? 443 : 80),
      protocol: secure ? 'https' : 'http',
      timeout: env.STRIPE_TIMEOUT_MS,
      maxNetworkRetries: 1,
      telemetry: false,
    });
  }

  async createIntent({ idempotencyKey, paymentId, bookingId, money }: IntentOrder) {
    const intent = await attempt(() =>
      this.#stripe.paymentIntents.create(
        {
          amount: toStripeAmount(money),
          currency: money.currency.toLowerCase(),
          automatic_payment_methods: { enabled: true },
          description: 'EduConnect',
          metadata: { paymentId, bookingId },
        },
        { idempotencyKey },
      ),
    );
    return this.#toIntent(intent);
  }

  async fetchIntent(ref: string) {
    const asked = { expand: ['payment_method'] };
    return this.#toIntent(await attempt(() => this.#stripe.paymentIntents.retrieve(ref, asked)));
  }

  async cancelIntent(ref: string) {
    try {
      return this.#toIntent(await attempt(() => this.#stripe.paymentIntents.cancel(ref)));
    } catch (error) {
      if (!(error instanceof PspRefused)) throw error;
      return this.fetchIntent(ref); // it is no longer open; what it is now says more than the refusal
    }
  }

  async refund({ idempotencyKey, refundId, intentRef, money }: RefundOrder) {
    const refund = await attempt(() =>
      this.#stripe.refunds.create(
        { payment_intent: intentRef, amount: toStripeAmount(money), metadata: { refundId } },
        { idempotencyKey },
      ),
    );
    return toRefund(refund);
  }

  async fetchRefund(ref: string) {
    return toRefund(await attempt(() => this.#stripe.refunds.retrieve(ref)));
  }

  async refundsOf(intentRef: string) {
    const { data } = await attempt(() =>
      this.#stripe.refunds.list({ payment_intent: intentRef, limit: 100 }),
    );
    return data.map(toRefund);
  }

  async fetchDispute(ref: string): Promise<PspDispute> {
    return toDispute(await attempt(() => this.#stripe.disputes.retrieve(ref)));
  }

  async *disputesSince(from: Date): AsyncIterable<readonly PspDispute[]> {
    const created = { gte: seconds(from) };
    const { disputes } = this.#stripe;
    const opened = (after: After) => disputes.list({ created, limit: PAGE, ...after });
    for await (const page of pages(opened)) yield page.map(toDispute);
  }

  /** Without a key of ours: what is said again is the same answer, with what is known by then. */
  async answerDispute(ref: string, answer: DisputeAnswer) {
    const params = { evidence: toEvidence(answer), submit: true };
    return toDispute(await attempt(() => this.#stripe.disputes.update(ref, params)));
  }

  async acceptDispute(ref: string) {
    return toDispute(await attempt(() => this.#stripe.disputes.close(ref)));
  }

  list(from: Date, until: Date): AsyncIterable<readonly PspMovement[]> {
    return movementsOf(this.#stripe, from, until);
  }

  /** What banks have not settled yet is Stripe's `pending`: it is ours too. */
  async balance(): Promise<readonly Sum[]> {
    const { available, pending } = await attempt(() => this.#stripe.balance.retrieve());
    return addUp(
      [...available, ...pending].map((one) => fromStripeAmount(one.amount, one.currency)),
    );
  }

  parseWebhook(
    rawBody: Buffer,
    headers: Readonly<Record<string, string>>,
    now: Date,
  ): PspNotice | null {
    const signature = headers['stripe-signature'] ?? '';
    const secrets = this.#env.STRIPE_WEBHOOK_SECRET;
    if (!isSignedByStripe(rawBody, signature, secrets, now.getTime() / 1_000)) return null;
    const event = readWebhook(rawBody, StripeEvent);
    if (!event) return null;
    const { id, type, account, data } = event;
    const kind = account === undefined ? FOLLOWED.get(type) : undefined;
    const ref = data.object.id;
    return { eventId: id, type, about: kind && ref ? { kind, ref } : null };
  }

  #toIntent(intent: Stripe.PaymentIntent): PspIntent {
    const { id, status, currency, metadata } = intent;
    const amount = status === 'succeeded' ? intent.amount_received : intent.amount;
    return {
      ref: id,
      paymentId: ownId(metadata['paymentId']),
      status: INTENT_STATUS[status] ?? 'pending',
      sum: fromStripeAmount(amount, currency),
      next: this.#next(intent),
      ...(status === 'succeeded' && cardOf(intent)),
    };
  }

  /** Stripe.js confirms with the two keys. */
  #next({ status, client_secret: clientSecret }: Stripe.PaymentIntent): PspIntent['next'] {
    if (status in INTENT_STATUS || !clientSecret) return null;
    return { kind: 'card', clientSecret, publishableKey: this.#env.STRIPE_PUBLISHABLE_KEY };
  }
}

/**
 * The fingerprint is of the number of a card, the same wherever it pays in our account.
 * Source: https://docs.stripe.com/api/payment_methods/object#payment_method_object-card-fingerprint
 */
function cardOf({ payment_method: method }: Stripe.PaymentIntent): Pick<PspIntent, 'card'> {
  const card = typeof method === 'string' ? undefined : method?.card?.fingerprint;
  return card ? { card } : {};
}

/** All other statuses wait for somebody: the payer, the bank, or Stripe. */
const INTENT_STATUS: Readonly<Record<string, PspIntent['status']>> = {
  succeeded: 'succeeded',
  canceled: 'canceled',
};
