import { createHttpServer, listen } from '../web/http-server.ts';
import type { Log } from '../web/http-server.ts';
import { registerApi, sendStripeError } from './api-routes.ts';
import { Charges } from './charges.ts';
import { registerCheckout } from './checkout-pages.ts';
import { registerControl } from './control-routes.ts';
import { registerDashboard } from './dashboard-page.ts';
import { Events, noRequest } from './events.ts';
import { Idempotency } from './idempotency.ts';
import { PaymentIntents } from './payment-intents.ts';
import { Refunds } from './refunds.ts';
import { Settlements } from './settlements.ts';
import type { SettlementOutcome } from './settlements.ts';
import { StripeApiError } from './stripe-error.ts';
import { StripeFaults } from './stripe-faults.ts';
import { StripeStore } from './stripe-store.ts';
import { WebhookDeliveries } from './webhook-deliveries.ts';
import type { WebhookRetry } from './webhook-deliveries.ts';
import { idOf } from './reference.ts';

export interface StripeSimulatorOptions {
  /** 0 or absent picks a free port. */
  port?: number;
  host?: string;
  /** The `sk_test_…` key the API accepts. */
  secretKey: string;
  /** The `whsec_…` secret webhooks are signed with. */
  webhookSecret: string;
  /** Where webhooks go; null keeps them in the events list only. */
  webhookUrl: string | null;
  databaseFile?: string;
  webhookRetry?: Partial<WebhookRetry>;
  /** When refunds of the cards made for it settle or fail. */
  refundSettleMs?: number;
  log?: Log;
}

export interface StripeSimulator {
  /** `http://host:port`, for the SDK's `protocol`, `host` and `port`. */
  url: string;
  /** The faults in force; the control API changes the same ones. */
  faults: StripeFaults;
  close(): Promise<void>;
}

const RETRY: WebhookRetry = { baseMs: 500, maxMs: 60_000, maxAttempts: 12, timeoutMs: 10_000 };

/**
 * Starts a simulator of Stripe's API for payment intents, refunds and webhooks, which the real SDK
 * can talk to. See the README for what it speaks and its faults.
 */
export async function startStripeSimulator(
  options: StripeSimulatorOptions,
): Promise<StripeSimulator> {
  const { host = '127.0.0.1', port = 0, log = () => {} } = options;
  const store = new StripeStore(options.databaseFile ?? ':memory:');
  const faults = new StripeFaults();
  const endpoint = { url: options.webhookUrl, secret: options.webhookSecret };
  const retry = { ...RETRY, ...options.webhookRetry };
  const deliveries = new WebhookDeliveries(store, faults, endpoint, retry, log);
  const events = new Events(store, deliveries);
  const settlements = new Settlements(store, log);
  const charges = new Charges(store, events);
  const intents = new PaymentIntents(store, events, charges, settlements, faults);
  const refunds = new Refunds(store, events, charges, settlements, options.refundSettleMs ?? 2_000);
  const closing = new AbortController();

  const server = createHttpServer((reply, status, message) => {
    const type = status >= 500 ? 'api_error' : 'invalid_request_error';
    sendStripeError(reply, new StripeApiError(status, { type, message }));
  }, log);
  const parts = { store, events, intents, refunds };
  registerApi(server, {
    secretKey: options.secretKey,
    parts,
    faults,
    idempotency: new Idempotency(store),
    closing: closing.signal,
  });
  registerCheckout(server, parts);
  registerControl(server, { store, faults, deliveries });
  registerDashboard(server, { store, faults, deliveries });

  const close = async (): Promise<void> => {
    closing.abort();
    settlements.close();
    await server.close();
    await deliveries.close();
    store.close();
  };
  try {
    const url = await listen(server, host, port);
    intents.baseUrl = url;
    settlements.start((id, outcome) => settle(intents, refunds, store, id, outcome));
    deliveries.wake();
    return { url, faults, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function settle(
  intents: PaymentIntents,
  refunds: Refunds,
  store: StripeStore,
  id: string,
  outcome: SettlementOutcome,
): void {
  if (outcome !== 'charge') {
    refunds.settle(id, outcome === 'refund_succeeds', noRequest());
    return;
  }
  const intent = intents.get(id);
  const method = store.find('payment_method', idOf(intent.payment_method));
  if (intent.status === 'processing' && method) intents.settle(intent, method, noRequest());
}
