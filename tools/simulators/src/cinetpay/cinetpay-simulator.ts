import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { registerCheckoutPage } from '../kit/checkout-page.ts';
import { sendOverview } from '../kit/control.ts';
import { Deliveries, type Retry } from '../kit/deliveries.ts';
import { answerCall } from '../kit/faulty-call.ts';
import { html, table } from '../kit/html.ts';
import { Later } from '../kit/later.ts';
import { MoneyLog } from '../kit/money-log.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { Tokens } from '../kit/tokens.ts';
import type { CinetpayKinds } from './objects.ts';
import {
  ARRIVES,
  CinetpayError,
  cinetpayFaults,
  Payments,
  type CinetpayFaults,
  type Ended,
} from './payments.ts';
import { Transfers } from './transfers.ts';

export interface CinetpaySimulatorOptions extends SimulatorOptions {
  apiKey: string;
  apiPassword: string;
  /** The money of the account. */
  currency?: string;
  /** Where notifications go instead of the host that an order names; null: nowhere. */
  notifyHost: string | null;
  notifyRetry?: Partial<Retry>;
}

export type CinetpaySimulator = Simulator<CinetpayFaults>;

const RETRY: Retry = { baseMs: 1_000, maxMs: 60_000, maxAttempts: 12, timeoutMs: 10_000 };
/** A day. */
const TOKEN_S = 86_400;
const OWNER = 'account';

/** Starts a stand-in for CinetPay's API v1: login, payments with a page, transfers, their state, the balance, notifications. */
export async function startCinetpaySimulator(
  options: CinetpaySimulatorOptions,
): Promise<CinetpaySimulator> {
  const { apiKey, apiPassword, currency = 'XOF', notifyHost } = options;
  const simulator = openSimulator<CinetpayKinds, CinetpayFaults>(options, {
    faults: cinetpayFaults,
    answerError: (reply, http, message, error) => {
      const { code, status } =
        error instanceof CinetpayError ? error : { code: http, status: 'ERROR' };
      void reply
        .code(error instanceof CinetpayError ? error.http : http)
        .send({ code, status, message });
    },
  });
  const { server, store, faults, closing, log } = simulator;
  const deliveries = new Deliveries(store, faults, {
    endpoint: { url: null, secret: '' },
    retry: { ...RETRY, ...options.notifyRetry },
    log,
    sign: () => ({ 'content-type': 'application/json' }),
  });
  const money = new MoneyLog(store);
  const tokens = new Tokens(store);
  const later = new Later<Ended | typeof ARRIVES>(store, log);
  const parts = { deliveries, money, later, notifyHost };
  const payments = new Payments(store, parts, faults);
  const transfers = new Transfers(store, parts, faults);

  const answer = async (
    { headers }: FastifyRequest,
    reply: FastifyReply,
    call: { name: string; moves: boolean; run: () => object | Promise<object> },
  ) => {
    const { tokenGone } = faults.current;
    const isGone = faults.take(tokenGone);
    if (isGone) throw new CinetpayError(tokenGone.status, 1_003, 'EXPIRED_TOKEN');
    if (!tokens.isGood(OWNER, headers.authorization)) {
      throw new CinetpayError(422, 1_002, 'INVALID_TOKEN');
    }
    return answerCall(faults, closing, {
      ...{ ...call, reply },
      refusal: (status) => new CinetpayError(status, status, 'ERROR'),
    });
  };
  server.post('/v1/oauth/login', ({ body }, reply) => {
    const given = (body ?? {}) as Record<string, unknown>;
    if (given['api_key'] !== apiKey || given['api_password'] !== apiPassword) {
      throw new CinetpayError(422, 1_005, 'INVALID_CREDENTIALS');
    }
    const access_token = store.transaction(() => tokens.lend(OWNER, TOKEN_S));
    return reply.send({ code: 200, status: 'OK', access_token, expires_in: TOKEN_S });
  });
  server.post('/v1/payment', (request, reply) =>
    answer(request, reply, {
      ...{ name: 'payments.create', moves: true },
      run: async () => {
        const opened = store.transaction(() => payments.open(request.body, currency));
        const { callbackFirst } = faults.current;
        if (faults.take(callbackFirst)) {
          const { merchant_transaction_id: id } = request.body as Record<string, string>;
          store.transaction(() => payments.finish(id!, 'SUCCESS'));
          await sleep(callbackFirst.ms, undefined, { signal: closing }).catch(() => undefined);
        }
        return opened;
      },
    }),
  );
  server.get('/v1/payment/:id', (request, reply) => {
    const { id } = request.params as { id: string };
    const run = () => payments.state(id);
    return answer(request, reply, { name: 'payments.get', moves: false, run });
  });
  server.post('/v1/transfer', (request, reply) => {
    const run = () => store.transaction(() => transfers.create(request.body, currency));
    return answer(request, reply, { name: 'transfers.create', moves: true, run });
  });
  server.get('/v1/transfer/:id', (request, reply) => {
    const { id } = request.params as { id: string };
    const run = () => transfers.state(id);
    return answer(request, reply, { name: 'transfers.get', moves: false, run });
  });
  server.get('/v1/balances', (request, reply) => {
    const run = () => transfers.balance(currency);
    return answer(request, reply, { name: 'balances.get', moves: false, run });
  });
  registerCheckoutPage(server, {
    provider: 'CinetPay',
    find: (id) => payments.checkout(id),
    pay: (id) => store.transaction(() => payments.end(id, 'SUCCESS')),
    refuse: (id) => store.transaction(() => payments.end(id, 'INSUFFICIENT_BALANCE')),
  });
  server.get('/api/payments', (_request, reply) =>
    reply.send({ payments: store.list('payment', { limit: 10_000 }) }),
  );
  server.get('/api/transfers', (_request, reply) =>
    reply.send({ transfers: store.list('transfer', { limit: 10_000 }) }),
  );
  server.get('/', (_request, reply) => {
    const rows = store
      .list('payment', { limit: 50 })
      .map(({ order, status, createdAt, payment_token: page }) => [
        createdAt,
        html`<a href="/c/${page}"><code>${order.merchant_transaction_id}</code></a>`,
        `${order.amount} ${order.currency}`,
        status,
      ]);
    const body = html`<h2>Payments: open one to pay it</h2>
      ${table(['Created', 'Id', 'Amount', 'Status'], rows, 'None yet.')}`;
    return sendOverview(reply, 'CinetPay simulator', body, { faults, deliveries });
  });
  return simulator.start({ deliveries, money, later }, (url) => {
    payments.baseUrl = url;
    later.start((id, outcome) =>
      outcome === ARRIVES ? transfers.arrive(id) : payments.finish(id, outcome),
    );
  });
}
