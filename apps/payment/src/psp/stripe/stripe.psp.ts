import { Id, platformErrors } from '@edu/contract-kit';
import { paymentErrors } from '@edu/contracts-payment';
import Stripe from 'stripe';
import { z } from 'zod';
import type { PaymentConfig } from '../../app.config.ts';
import {
  PspRefused,
  type IntentOrder,
  type Psp,
  type PspIntent,
  type PspNotice,
  type PspRefund,
  type RefundOrder,
} from '../psp.ts';
import { fromStripeAmount, isSignedByStripe, toStripeAmount } from './stripe.domain.ts';
import { pspError } from './stripe.errors.ts';

const StripeEvent = z.object({
  id: z.string().max(255),
  type: z.string().max(255),
  /** Only on events of a connected account. */
  account: z.string().optional(),
  data: z.object({ object: z.object({ id: z.string().max(255).optional() }) }),
});

function parseEvent(rawBody: Buffer): z.infer<typeof StripeEvent> {
  try {
    return StripeEvent.parse(JSON.parse(rawBody.toString()));
  } catch (cause) {
    throw platformErrors.invalidInput({ cause });
  }
}

/** A decline leaves the intent open for another card, so it is no event for us. */
const FOLLOWED = new Map<string, 'payment' | 'refund'>([
  ['payment_intent.succeeded', 'payment'],
  ['payment_intent.canceled', 'payment'],
  ['refund.created', 'refund'],
  ['refund.updated', 'refund'],
  ['refund.failed', 'refund'],
]);

/** Cards through Stripe payment intents. */
export class StripePsp implements Psp {
  readonly id = 'stripe';
  readonly capabilities = { refunds: true, signedWebhooks: true };
  readonly #stripe: Stripe;
  readonly #config: PaymentConfig;

  constructor(config: PaymentConfig) {
    const { hostname, port, protocol } = new URL(config.STRIPE_API_URL);
    const secure = protocol === 'https:';
    this.#config = config;
    this.#stripe = new Stripe(config.STRIPE_SECRET_KEY, {
      host: hostname,
      port: port || (secure ? 443 : 80),
      protocol: secure ? 'https' : 'http',
      timeout: config.STRIPE_TIMEOUT_MS,
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

  async fetch(ref: string) {
    return this.#toIntent(await attempt(() => this.#stripe.paymentIntents.retrieve(ref)));
  }

  async cancel(ref: string) {
    try {
      return this.#toIntent(await attempt(() => this.#stripe.paymentIntents.cancel(ref)));
    } catch (error) {
      if (!(error instanceof PspRefused)) throw error;
      return this.fetch(ref); // it is no longer open; what it is now says more than the refusal
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

  async fetchRefund(which: { ref: string } | { refundId: string; intentRef: string }) {
    if ('ref' in which)
      return toRefund(await attempt(() => this.#stripe.refunds.retrieve(which.ref)));
    const { refundId, intentRef } = which;
    const { data } = await attempt(() =>
      this.#stripe.refunds.list({ payment_intent: intentRef, limit: 100 }),
    );
    const found = data.find((refund) => refund.metadata?.['refundId'] === refundId);
    return found ? toRefund(found) : null;
  }

  parseWebhook(rawBody: Buffer, headers: Readonly<Record<string, string>>): PspNotice {
    const signature = headers['stripe-signature'] ?? '';
    const secrets = this.#config.STRIPE_WEBHOOK_SECRET;
    if (!isSignedByStripe(rawBody, signature, secrets, Date.now() / 1_000)) {
      throw paymentErrors.badSignature();
    }
    const { id, type, account, data } = parseEvent(rawBody);
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
      client: {
        clientSecret: intent.client_secret,
        checkoutUrl: this.#checkoutUrl(intent),
        publishableKey: this.#config.STRIPE_PUBLISHABLE_KEY,
      },
    };
  }

  #checkoutUrl({ id, client_secret: secret }: Stripe.PaymentIntent): string | null {
    const base = this.#config.STRIPE_CHECKOUT_URL;
    if (!base || !secret) return null;
    const query = new URLSearchParams({ client_secret: secret }).toString();
    return `${base.replace(/\/$/, '')}/checkout/${id}?${query}`;
  }
}

/** All other statuses wait for somebody: the payer, the bank, or Stripe. */
const INTENT_STATUS: Readonly<Record<string, PspIntent['status']>> = {
  succeeded: 'succeeded',
  canceled: 'canceled',
};
const REFUND_STATUS: Readonly<Record<string, PspRefund['status']>> = {
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

function toRefund(refund: Stripe.Refund): PspRefund {
  return {
    ref: refund.id,
    refundId: ownId(refund.metadata?.['refundId']),
    status: REFUND_STATUS[refund.status ?? ''] ?? 'pending',
    sum: fromStripeAmount(refund.amount, refund.currency),
    failureReason: refund.failure_reason ?? null,
  };
}

/** Metadata can be written in the dashboard too: anything but an id is nobody of ours. */
function ownId(value: string | undefined): string | null {
  return Id.safeParse(value).success ? value! : null;
}

async function attempt<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    throw pspError(error);
  }
}
