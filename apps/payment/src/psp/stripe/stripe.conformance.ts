import { newId } from '@edu/contract-kit';
import type { MoneyEntry } from '@edu/simulators';
import {
  startStripeSimulator,
  type StripeSimulatorOptions,
} from '@edu/simulators/stripe/stripe-simulator';
import { testStorage } from '@edu/testing';
import { PaymentConfig } from '../../app.config.ts';
import type { ConformanceBench, Moved, Webhook } from '../psp.conformance.ts';
import { handsOf } from '../simulator-hands.harness.ts';
import { openWebhookEndpoint } from '../webhook-endpoint.harness.ts';
import { stripe } from './psp.ts';

/** Requests that make something, which must not be made twice. */
const MADE = ['payment_intents.create', 'refunds.create'];
const SECRET_KEY = 'sk_test_of_the_test_bench';
export const WEBHOOK_SECRET = 'whsec_of_the_test_bench';

/** The Stripe simulator with an endpoint for its webhooks, and hands to act as payer and as fault. */
export interface StripeBench extends ConformanceBench {
  readonly faults: Awaited<ReturnType<typeof startStripeSimulator>>['faults'];
  /** Answers webhooks from now on; until then they are only collected. */
  answerWebhooks(answer: (webhook: Webhook) => Promise<number>): void;
  /** Confirms with a test card, as Stripe.js does for the payer. */
  pay(ref: string, card?: string): Promise<void>;
  /** Money really moved, optionally of one intent. */
  moved(action: Moved, ref?: string): Promise<MoneyEntry[]>;
  /** An object of the simulator's API. */
  get<T>(path: string): Promise<T>;
  post(path: string, params?: Record<string, string>): Promise<void>;
}

/** @param options what the simulator has moved before, nothing by default; and in which money it settles */
export async function openStripeBench(
  options: Pick<StripeSimulatorOptions, 'databaseFile' | 'settlement'> = {},
): Promise<StripeBench> {
  const endpoint = await openWebhookEndpoint();
  const simulator = await startStripeSimulator({
    secretKey: SECRET_KEY,
    webhookSecret: WEBHOOK_SECRET,
    webhookUrl: endpoint.url,
    webhookRetry: { baseMs: 100 },
    refundSettleMs: 100,
    ...options,
  });
  const env = {
    STRIPE_API_URL: simulator.url,
    STRIPE_SECRET_KEY: SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: 'pk_test_of_the_test_bench',
    STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
    STRIPE_TIMEOUT_MS: '1000',
    JANITOR_INTERVAL_MS: '150',
  };
  const request = async (path: string, params?: Record<string, string>): Promise<unknown> => {
    const response = await fetch(`${simulator.url}${path}`, {
      headers: { authorization: `Bearer ${SECRET_KEY}` },
      ...(params && { method: 'POST', body: new URLSearchParams(params) }),
    });
    // 402 is a declined card: the answer a test wanted.
    if (!response.ok && response.status !== 402) throw new Error(await response.text());
    return response.json();
  };
  const config = new PaymentConfig({
    ...env,
    NATS_URL: 'nats://127.0.0.1:4222',
    DATABASE_URL: 'postgres://127.0.0.1/none',
    ...testStorage('/nowhere'),
  });
  return {
    ...handsOf(simulator, MADE, true),
    env,
    faults: simulator.faults,
    psp: stripe.open(config, stripe)!,
    keepsFailures: true,
    strangers: (event) => [
      { ...event, id: `evt_${newId()}`, type: 'invoice.reopened' },
      { ...event, id: `evt_${newId()}`, account: 'acct_of_somebody_else' },
    ],
    namesRefunds: true,
    payerOf: () => ({}),
    webhooks: endpoint.webhooks,
    answerWebhooks: endpoint.answer,
    pay: async (ref, card = 'pm_card_visa') => {
      await request(`/v1/payment_intents/${ref}/confirm`, { payment_method: card });
    },
    decline: async (ref) => {
      await request(`/v1/payment_intents/${ref}/confirm`, {
        payment_method: 'pm_card_chargeDeclined',
      });
    },
    intentsOf: async (paymentId) => {
      const { data } = (await request('/v1/payment_intents?limit=100')) as {
        data: { metadata: Record<string, string> }[];
      };
      return data.filter(({ metadata }) => metadata['paymentId'] === paymentId).length;
    },
    get: async <T>(path: string) => (await request(path)) as T,
    post: async (path, params = {}) => {
      await request(path, params);
    },
    close: async () => {
      await simulator.close();
      endpoint.close();
    },
  };
}
