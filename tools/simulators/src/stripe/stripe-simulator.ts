import type { z } from 'zod';
import { sendOverview } from '../kit/control.ts';
import { Deliveries, type Retry } from '../kit/deliveries.ts';
import { formatInstant, html, table } from '../kit/html.ts';
import { Later } from '../kit/later.ts';
import { MoneyLog } from '../kit/money-log.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { registerAuthentication } from './authentication-page.ts';
import { Charges } from './charges.ts';
import { formatAmount } from './currency.ts';
import { registerElement } from './element.ts';
import { Balance, type Settlement } from './balance.ts';
import { registerBank } from './bank.ts';
import { Disputes } from './disputes.ts';
import { Events, signEvent } from './events.ts';
import { PaymentIntents } from './payment-intents.ts';
import { Refunds } from './refunds.ts';
import { registerApi, sendStripeError } from './stripe-api.ts';
import { StripeApiError } from './stripe-error.ts';
import { idOf, noRequest, stripeFaults, type Outcome, type StripeKinds } from './stripe-objects.ts';

export interface StripeSimulatorOptions extends SimulatorOptions {
  /** The `sk_test_…` key the API accepts. */
  secretKey: string;
  /** The `whsec_…` secret webhooks are signed with. */
  webhookSecret: string;
  /** Where webhooks go; null: nowhere. */
  webhookUrl: string | null;
  webhookRetry?: Partial<Retry>;
  /** When refunds of the cards made for it settle or fail, and banks decide. */
  refundSettleMs?: number;
  /** In which money the account keeps what it takes; unless it is said, in that which was charged. */
  settlement?: Settlement;
}

export type StripeSimulator = Simulator<z.infer<typeof stripeFaults>>;

const RETRY: Retry = { baseMs: 500, maxMs: 60_000, maxAttempts: 12, timeoutMs: 10_000 };

/**
 * Starts a simulator of Stripe's API for payment intents, refunds and webhooks, which the real SDK
 * can talk to, and of Stripe.js for a payment element. See the README for what it speaks and its faults.
 */
export async function startStripeSimulator(
  options: StripeSimulatorOptions,
): Promise<StripeSimulator> {
  const simulator = openSimulator<StripeKinds, z.infer<typeof stripeFaults>>(options, {
    faults: stripeFaults,
    answerError: (reply, status, message) => {
      const type = status >= 500 ? 'api_error' : 'invalid_request_error';
      sendStripeError(reply, new StripeApiError(status, { type, message }));
    },
  });
  const { server, store, faults, closing, log } = simulator;
  const deliveries = new Deliveries(store, faults, {
    endpoint: { url: options.webhookUrl, secret: options.webhookSecret },
    retry: { ...RETRY, ...options.webhookRetry },
    sign: signEvent,
    log,
  });
  const money = new MoneyLog(store);
  const later = new Later<Outcome>(store, log);
  const events = new Events(deliveries);
  const balance = new Balance(store, options.settlement);
  const charges = new Charges(store, events, money, balance);
  const intents = new PaymentIntents(store, events, charges, later, faults);
  const settleMs = options.refundSettleMs ?? 2_000;
  const refunds = new Refunds(store, events, charges, later, settleMs);
  const disputes = new Disputes(store, events, charges, later, settleMs);
  charges.onDispute = (charge, kind, origin) => void disputes.open(charge, kind, origin);
  const parts = { store, intents, refunds, disputes, balance };

  registerApi(server, { secretKey: options.secretKey, parts, faults, closing });
  registerAuthentication(server, parts);
  registerElement(server);
  registerBank(server, parts);
  server.get('/', (_request, reply) => {
    const rows = store
      .list('payment_intent', { limit: 50 })
      .map((intent) => [
        formatInstant(intent.created * 1_000),
        html`<code>${intent.id}</code>`,
        formatAmount(intent.amount, intent.currency),
        intent.status,
        intent.description,
      ]);
    const headings = ['Created', 'Id', 'Amount', 'Status', 'Description'];
    const body = html`<h2>Payment intents</h2>
      ${table(headings, rows, 'None yet.')}`;
    return sendOverview(reply, 'Stripe simulator', body, { faults, deliveries });
  });

  return simulator.start({ deliveries, money, later }, (url) => {
    intents.baseUrl = url;
    later.start((id, outcome) => {
      if (outcome === 'dispute_won' || outcome === 'dispute_lost') {
        return void disputes.decide(id, outcome === 'dispute_won' ? 'won' : 'lost', noRequest());
      }
      if (outcome !== 'charge')
        return refunds.settle(id, outcome === 'refund_succeeds', noRequest());
      const intent = intents.get(id);
      const method = store.find('payment_method', idOf(intent.payment_method));
      if (intent.status === 'processing' && method) intents.settle(intent, method, noRequest());
    });
  });
}
