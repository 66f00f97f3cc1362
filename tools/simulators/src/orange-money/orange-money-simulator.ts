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
import { orangeMoneyFaults, type OrangeMoneyFaults } from './faults.ts';
import { OrangeError } from './orange-error.ts';
import { WebPayments, type Ended, type OrangeMoneyKinds } from './web-payments.ts';

/** Part of the address, and the money of its orders. */
const CURRENCIES = {
  ...{ bf: 'XOF', ci: 'XOF', ml: 'XOF', sn: 'XOF' },
  ...{ cm: 'XAF', dev: 'OUV' },
} as const;

export interface OrangeMoneySimulatorOptions extends SimulatorOptions {
  clientId: string;
  clientSecret: string;
  merchantKey: string;
  environment?: keyof typeof CURRENCIES;
  /** Where notifications go instead of the host that an order names; null: nowhere. */
  notifyHost: string | null;
}

export type OrangeMoneySimulator = Simulator<OrangeMoneyFaults>;

/** Whether Orange repeats a notification nobody knows: it is sent once. */
const RETRY: Retry = { baseMs: 1_000, maxMs: 1_000, maxAttempts: 1, timeoutMs: 10_000 };
/** Ninety days. */
const TOKEN_S = 7_776_000;
const OWNER = 'merchant';

/** Starts a stand-in for Orange Money's web payment: tokens, payments with a page, their state, notifications. */
export async function startOrangeMoneySimulator(
  options: OrangeMoneySimulatorOptions,
): Promise<OrangeMoneySimulator> {
  const { clientId, clientSecret, merchantKey, environment = 'ci', notifyHost } = options;
  const simulator = openSimulator<OrangeMoneyKinds, OrangeMoneyFaults>(options, {
    faults: orangeMoneyFaults,
    answerError: (reply, http, message, error) => {
      const isOurs = error instanceof OrangeError;
      const { status, code, description } = isOurs
        ? error
        : { status: http, code: http >= 500 ? 1 : 60, description: '' };
      void reply
        .code(status)
        .send({ code, message: isOurs ? error.message : message, description });
    },
  });
  const { server, store, faults, closing, log } = simulator;
  const deliveries = new Deliveries(store, faults, {
    endpoint: { url: null, secret: '' },
    ...{ retry: RETRY, log },
    sign: () => ({ 'content-type': 'application/json' }),
  });
  const money = new MoneyLog(store);
  const tokens = new Tokens(store);
  const later = new Later<Ended>(store, log);
  const currency = CURRENCIES[environment];
  const parts = { deliveries, money, later, notifyHost, merchantKey, currency };
  const payments = new WebPayments(store, parts, faults);

  const answer = (
    { headers }: FastifyRequest,
    reply: FastifyReply,
    call: { name: string; moves: boolean; run: () => object },
  ) => {
    if (faults.take(faults.current.tokenGone) || !tokens.isGood(OWNER, headers.authorization)) {
      throw new OrangeError(401, 42, 'Expired credentials', 'The access token is not valid.');
    }
    return answerCall(faults, closing, {
      ...{ ...call, reply: reply.code(201) },
      refusal: (status) => new OrangeError(status, status === 429 ? 53 : 5, 'Unavailable', ''),
    });
  };
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  server.post('/oauth/v3/token', ({ headers, body }, reply) => {
    const form = new URLSearchParams(typeof body === 'string' ? body : '');
    if (headers.authorization !== basic || form.get('grant_type') !== 'client_credentials') {
      return reply.code(401).send({ error: 'invalid_client', error_description: 'Who is that?' });
    }
    const access_token = store.transaction(() => tokens.lend(OWNER, TOKEN_S));
    return reply.send({ token_type: 'Bearer', access_token, expires_in: String(TOKEN_S) });
  });
  const path = `/orange-money-webpay/${environment}/v1`;
  server.post(`${path}/webpayment`, (request, reply) => {
    const run = () => store.transaction(() => payments.open(request.body));
    return answer(request, reply, { name: 'payments.create', moves: true, run });
  });
  server.post(`${path}/transactionstatus`, (request, reply) => {
    const run = () => payments.state(request.body);
    return answer(request, reply, { name: 'payments.get', moves: false, run });
  });
  registerCheckoutPage(server, {
    provider: 'Orange Money',
    find: (id) => store.transaction(() => payments.checkout(id)),
    pay: (id) => store.transaction(() => payments.end(id, 'SUCCESS')),
    refuse: (id) => store.transaction(() => payments.end(id, 'FAILED')),
  });
  server.get('/api/payments', (_request, reply) =>
    reply.send({ payments: store.list('payment', { limit: 10_000 }) }),
  );
  server.get('/', (_request, reply) => {
    const rows = store
      .list('payment', { limit: 50 })
      .map(({ order, status, createdAt, pay_token }) => [
        createdAt,
        html`<a href="/c/${pay_token}"><code>${order.order_id}</code></a>`,
        `${order.amount} ${order.currency}`,
        status,
      ]);
    const body = html`<h2>Payments: open one to pay it</h2>
      ${table(['Created', 'Order', 'Amount', 'Status'], rows, 'None yet.')}`;
    return sendOverview(reply, 'Orange Money simulator', body, { faults, deliveries });
  });
  return simulator.start({ deliveries, money, later }, (url) => {
    payments.baseUrl = url;
    later.start((id, status) => payments.finish(id, status));
  });
}
