import { createHmac } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { registerCheckoutPage, type Checkout } from '../kit/checkout-page.ts';
import { sendOverview } from '../kit/control.ts';
import { Deliveries, type Retry } from '../kit/deliveries.ts';
import { answerCall } from '../kit/faulty-call.ts';
import { html, table } from '../kit/html.ts';
import { Later } from '../kit/later.ts';
import { MoneyLog } from '../kit/money-log.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { Payouts } from './wave-payouts.ts';
import { Sessions, type Session, type WaveKinds } from './wave-sessions.ts';
import { balanceOf, pageOf } from './wave-transactions.ts';
import { WaveError, waveFaults, type WaveFaults } from './wave-wire.ts';

export interface WaveSimulatorOptions extends SimulatorOptions {
  apiKey: string;
  webhookSecret: string;
  /** Where webhooks go; null: nowhere. */
  webhookUrl: string | null;
  webhookRetry?: Partial<Retry>;
}

export type WaveSimulator = Simulator<WaveFaults>;

const RETRY: Retry = { baseMs: 500, maxMs: 60_000, maxAttempts: 12, timeoutMs: 10_000 };

interface Params {
  readonly id: string;
}
interface Asked {
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly key: string | undefined;
  readonly body: unknown;
}
interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  run(request: Asked): object | undefined;
}

/** HMAC-SHA256 over time and body, with nothing between them. https://docs.wave.com/webhook */
export function signWave(body: string, secrets: readonly string[], seconds: number): string {
  const signed = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${seconds}${body}`).digest('hex')}`,
  );
  return [`t=${seconds}`, ...signed].join(',');
}

/** Starts a stand-in for Wave: checkout sessions, search, refund, the payer's page, signed webhooks; payouts. */
export async function startWaveSimulator(options: WaveSimulatorOptions): Promise<WaveSimulator> {
  const simulator = openSimulator<WaveKinds, WaveFaults>(options, {
    faults: waveFaults,
    answerError: (reply, status, message, error) => {
      const { code } = error instanceof WaveError ? error : { code: 'internal-server-error' };
      void reply.code(error instanceof WaveError ? error.status : status).send({ code, message });
    },
  });
  const { server, store, faults, closing, log } = simulator;
  const deliveries = new Deliveries(store, faults, {
    endpoint: { url: options.webhookUrl, secret: options.webhookSecret },
    retry: { ...RETRY, ...options.webhookRetry },
    log,
    sign: ({ body, secret, seconds }) => {
      const { alsoSignedWith } = faults.current;
      const secrets = alsoSignedWith === null ? [secret] : [alsoSignedWith, secret];
      return {
        'content-type': 'application/json',
        ...(secret !== '' && { 'wave-signature': signWave(body, secrets, seconds) }),
      };
    },
  });
  const money = new MoneyLog(store);
  const sessions = new Sessions(store, deliveries, money, faults);
  const later = new Later<'arrive'>(store, log);
  const payouts = new Payouts(store, { money, later }, faults);

  const answer = async (operation: Operation, request: FastifyRequest, reply: FastifyReply) => {
    const { name } = operation;
    const moves = operation.method === 'POST';
    if (request.headers.authorization !== `Bearer ${options.apiKey}`) {
      throw new WaveError(401, 'no-matching-api-key', 'The key you provided does not exist.');
    }
    const params = request.params as Params;
    const query = new URLSearchParams(request.url.split('?', 2)[1] ?? '');
    const { 'idempotency-key': given } = request.headers;
    const key = given === undefined ? undefined : String(given);
    return answerCall(faults, closing, {
      ...{ name, moves, reply },
      refusal: (status) => new WaveError(status, 'internal-server-error', 'Something went wrong.'),
      run: () => store.transaction(() => operation.run({ params, query, key, body: request.body })),
    });
  };
  for (const operation of [...operationsOf(sessions), ...payoutsOf(payouts)]) {
    const { method, url } = operation;
    server.route({ method, url, handler: (request, reply) => answer(operation, request, reply) });
  }
  const seen = (look: () => Session | null) => checkoutOf(store.transaction(look));
  registerCheckoutPage(server, {
    provider: 'Wave',
    find: (id) => seen(() => sessions.find(id)),
    pay: (id) => seen(() => sessions.find(id) && sessions.pay(id)),
    refuse: (id) => seen(() => sessions.find(id) && sessions.refuse(id)),
  });
  server.get('/api/payouts', (_request, reply) => reply.send({ payouts: payouts.by(undefined) }));
  server.get('/', (_request, reply) => {
    const rows = store
      .list('session', { limit: 50 })
      .map(({ id, amount, currency, checkout_status, payment_status, when_created }) => [
        when_created,
        html`<a href="/c/${id}"><code>${id}</code></a>`,
        `${amount} ${currency}`,
        checkout_status,
        payment_status,
      ]);
    const headings = ['Created', 'Id', 'Amount', 'Checkout', 'Payment'];
    const body = html`<h2>Checkout sessions</h2>
      ${table(headings, rows, 'None yet.')}`;
    return sendOverview(reply, 'Wave simulator', body, { faults, deliveries });
  });
  return simulator.start({ deliveries, money, later }, (url) => {
    sessions.baseUrl = url;
    later.start((id) => payouts.arrive(id));
  });
}

function checkoutOf(session: Session | null): Checkout | null {
  if (!session) return null;
  const { checkout_status: status, payment_status: payment } = session;
  return {
    ...{ id: session.id, shop: session.business_name, currency: session.currency },
    amount: Number(session.amount),
    state: status === 'open' ? 'open' : payment === 'succeeded' ? 'paid' : 'ended',
    isRefused: session.last_payment_error !== null,
    ...{ paidUrl: session.success_url, backUrl: session.error_url },
  };
}

const BASE = '/v1/checkout/sessions';

function need(query: URLSearchParams, name: string): string {
  const value = query.get(name);
  if (value) return value;
  throw new WaveError(400, 'request-validation-error', `${name} is required`);
}

/** https://docs.wave.com/payout */
const payoutsOf = (payouts: Payouts): Operation[] => [
  {
    ...{ name: 'payouts.create', method: 'POST', url: '/v1/payout' },
    run: ({ key, body }) => payouts.create(key, body),
  },
  {
    ...{ name: 'payouts.get', method: 'GET', url: '/v1/payout/:id' },
    run: ({ params }) => payouts.get(params.id),
  },
  {
    ...{ name: 'payouts.reverse', method: 'POST', url: '/v1/payout/:id/reverse' },
    run: ({ params }) => void payouts.reverse(params.id),
  },
  {
    ...{ name: 'payouts.search', method: 'GET', url: '/v1/payouts/search' },
    run: ({ query }) => ({ result: payouts.by(need(query, 'client_reference')) }),
  },
];

/** https://docs.wave.com/checkout, and the list of https://docs.wave.com/balance-api */
function operationsOf(sessions: Sessions): Operation[] {
  const shown = (id: string) => sessions.shown(sessions.get(id));
  return [
    {
      ...{ name: 'sessions.create', method: 'POST', url: BASE },
      run: ({ body }) => sessions.create(body),
    },
    {
      ...{ name: 'sessions.search', method: 'GET', url: `${BASE}/search` },
      run: ({ query }) => ({
        result: sessions
          .by('client_reference', need(query, 'client_reference'))
          .map((session) => sessions.shown(session)),
      }),
    },
    {
      ...{ name: 'sessions.of_transaction', method: 'GET', url: BASE },
      run: ({ query }) => {
        const [session] = sessions.by('transaction_id', need(query, 'transaction_id'));
        return shown(session?.id ?? '');
      },
    },
    {
      ...{ name: 'sessions.get', method: 'GET', url: `${BASE}/:id` },
      run: ({ params }) => shown(params.id),
    },
    {
      ...{ name: 'sessions.expire', method: 'POST', url: `${BASE}/:id/expire` },
      run: ({ params }) => void sessions.expire(params.id),
    },
    {
      ...{ name: 'transactions.list', method: 'GET', url: '/v1/transactions' },
      run: ({ query }) => pageOf(sessions.store, query),
    },
    {
      ...{ name: 'balance.get', method: 'GET', url: '/v1/balance' },
      run: () => balanceOf(sessions.store),
    },
    {
      ...{ name: 'sessions.refund', method: 'POST', url: `${BASE}/:id/refund` },
      run: ({ params }) => void sessions.refund(params.id),
    },
  ];
}
