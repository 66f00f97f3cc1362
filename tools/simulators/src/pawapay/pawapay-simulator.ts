import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendOverview } from '../kit/control.ts';
import { Deliveries, type Retry } from '../kit/deliveries.ts';
import { answerCall } from '../kit/faulty-call.ts';
import { html, table } from '../kit/html.ts';
import { Later } from '../kit/later.ts';
import { MoneyLog } from '../kit/money-log.ts';
import { registerPromptPage } from '../kit/prompt-page.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { CallbackSigner } from './callback-signer.ts';
import { activeConf } from './active-conf.ts';
import { Deposits, promptOf } from './deposits.ts';
import { pawapayFaults, type PawapayFaults } from './faults.ts';
import type { Outcome, PawapayKinds, PawapayParts } from './movements.ts';
import { predict } from './operators.ts';
import { Payouts } from './payouts.ts';
import { balancesOf } from './wallet-balances.ts';
import { statementOf } from './statement.ts';
import { PawapayError } from './wire.ts';

export interface PawapaySimulatorOptions extends SimulatorOptions {
  apiToken: string;
  /** Where callbacks go; null: nowhere. */
  callbackUrl: string | null;
  callbackRetry?: Partial<Retry>;
}

export type PawapaySimulator = Simulator<PawapayFaults>;

/** For fifteen minutes. https://docs.pawapay.io/v2/docs/what_to_know */
const RETRY: Retry = { baseMs: 1_000, maxMs: 60_000, maxAttempts: 20, timeoutMs: 10_000 };

interface Operation {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  run(request: { id: string; query: URLSearchParams; body: unknown }): object;
}

/** Starts a stand-in for pawaPay's Merchant API v2: deposits, refunds, payouts, the payer's prompt, signed callbacks. */
export async function startPawapaySimulator(
  options: PawapaySimulatorOptions,
): Promise<PawapaySimulator> {
  const simulator = openSimulator<PawapayKinds, PawapayFaults>(options, {
    faults: pawapayFaults,
    answerError: (reply, status, failureMessage, error) => {
      const isOurs = error instanceof PawapayError;
      const failureCode = isOurs ? error.code : status < 500 ? 'INVALID_INPUT' : 'UNKNOWN_ERROR';
      void reply
        .code(isOurs ? error.status : status)
        .send({ status: 'REJECTED', failureReason: { failureCode, failureMessage } });
    },
  });
  const { server, store, faults, closing, log } = simulator;
  const signer = new CallbackSigner(store);
  const deliveries = new Deliveries(store, faults, {
    endpoint: { url: options.callbackUrl, secret: 'its keys' },
    retry: { ...RETRY, ...options.callbackRetry },
    log,
    sign: ({ url, body, secret, seconds }) => {
      if (secret === '') return { 'content-type': 'application/json; charset=UTF-8' };
      const { webhooks, signature } = faults.current;
      // Another secret is a key that nobody publishes.
      const keyId = webhooks.signingSecret ?? signature.keyId;
      return signer.headers({ url, body, seconds }, { ...signature, keyId });
    },
  });
  const money = new MoneyLog(store);
  const later = new Later<Outcome>(store, log);
  const parts = { store, deliveries, money, later, faults };
  const deposits = new Deposits(parts);
  const payouts = new Payouts(parts);

  const answer = async (operation: Operation, request: FastifyRequest, reply: FastifyReply) => {
    const { name } = operation;
    const moves = name.endsWith('.create');
    if (request.headers.authorization !== `Bearer ${options.apiToken}`) {
      throw new PawapayError(403, 'AUTHENTICATION_ERROR', 'The token is not valid.');
    }
    const { id = '' } = request.params as { id?: string };
    return answerCall(faults, closing, {
      ...{ name, moves, reply },
      refusal: (status) => new PawapayError(status, 'UNKNOWN_ERROR', 'Something went wrong.'),
      run: async () => {
        const query = new URLSearchParams(request.url.split('?', 2)[1] ?? '');
        const body = store.transaction(() => operation.run({ id, query, body: request.body }));
        const { callbackFirst } = faults.current;
        if (name === 'deposits.create' && faults.take(callbackFirst)) {
          const { depositId } = request.body as { depositId: string };
          store.transaction(() => deposits.answer(depositId, null));
          await sleep(callbackFirst.ms, undefined, { signal: closing }).catch(() => undefined);
        }
        return body;
      },
    });
  };
  for (const operation of operationsOf(deposits, payouts, parts)) {
    const { method, url } = operation;
    server.route({ method, url, handler: (request, reply) => answer(operation, request, reply) });
  }
  server.get('/v2/public-key/http', (_request, reply) =>
    reply.send(store.transaction(() => signer.published(faults.current.signature))),
  );
  registerPromptPage(server, {
    provider: 'pawaPay',
    words: {
      ...{ agreed: 'COMPLETED', refused: 'PAYMENT_NOT_APPROVED', poor: 'INSUFFICIENT_BALANCE' },
    },
    find: (id) => promptOf(store.find('deposit', id)),
    answer: (id, refusal) => void store.transaction(() => deposits.answer(id, refusal)),
  });
  server.get('/api/deposits', (request, reply) => {
    const { clientReferenceId } = request.query as { clientReferenceId?: string };
    return reply.send({
      deposits: store.list('deposit', { where: { clientReferenceId }, limit: 100 }),
    });
  });
  server.get('/api/payouts', (request, reply) => {
    const { clientReferenceId } = request.query as { clientReferenceId?: string };
    return reply.send({
      payouts: store.list('payout', { where: { clientReferenceId }, limit: 100 }),
    });
  });
  server.get('/statement.csv', (request, reply) => {
    const { from = '', to = '9' } = request.query as { from?: string; to?: string };
    return reply.type('text/csv; charset=utf-8').send(statementOf(store, from, to));
  });
  server.get('/', (_request, reply) => {
    const rows = store
      .list('deposit', { limit: 50 })
      .map(({ depositId, amount, currency, status, created, payer }) => [
        created,
        html`<a href="/p/${depositId}"><code>${depositId}</code></a>`,
        `${amount} ${currency}`,
        payer.accountDetails.provider,
        status,
      ]);
    const headings = ['Created', 'Id', 'Amount', 'Operator', 'Status'];
    const body = html`<h2>Deposits: open one to answer its prompt</h2>
      ${table(headings, rows, 'None yet.')}`;
    return sendOverview(reply, 'pawaPay simulator', body, { faults, deliveries });
  });
  return simulator.start({ deliveries, money, later }, () => {
    later.start((id, outcome) =>
      outcome === 'payout' ? payouts.happen(id) : deposits.happen(id, outcome),
    );
  });
}

/** https://docs.pawapay.io/v2/api-reference */
function operationsOf(
  deposits: Deposits,
  payouts: Payouts,
  { store, faults }: Pick<PawapayParts, 'store' | 'faults'>,
): Operation[] {
  return [
    {
      ...{ name: 'deposits.create', method: 'POST', url: '/v2/deposits' },
      run: ({ body }) => deposits.order(body),
    },
    {
      ...{ name: 'deposits.get', method: 'GET', url: '/v2/deposits/:id' },
      run: ({ id }) => deposits.shown('deposit', id),
    },
    {
      ...{ name: 'refunds.create', method: 'POST', url: '/v2/refunds' },
      run: ({ body }) => deposits.refund(body),
    },
    {
      ...{ name: 'refunds.get', method: 'GET', url: '/v2/refunds/:id' },
      run: ({ id }) => deposits.shown('refund', id),
    },
    {
      ...{ name: 'payouts.create', method: 'POST', url: '/v2/payouts' },
      run: ({ body }) => payouts.order(body),
    },
    {
      ...{ name: 'payouts.get', method: 'GET', url: '/v2/payouts/:id' },
      run: ({ id }) => payouts.shown('payout', id),
    },
    {
      ...{ name: 'wallet_balances', method: 'GET', url: '/v2/wallet-balances' },
      run: ({ query }) => balancesOf(store, query.get('country')),
    },
    {
      ...{ name: 'active_conf', method: 'GET', url: '/v2/active-conf' },
      run: () => activeConf(faults.current),
    },
    {
      ...{ name: 'predict_provider', method: 'POST', url: '/v2/predict-provider' },
      run: ({ body }) => {
        const { phoneNumber } = (body ?? {}) as { phoneNumber?: unknown };
        const predicted = typeof phoneNumber === 'string' ? predict(phoneNumber) : null;
        if (!predicted) throw new PawapayError(400, 'INVALID_PHONE_NUMBER', 'Nobody has it.');
        const { country, provider, phoneNumber: digits } = predicted;
        return { country, provider, phoneNumber: digits };
      },
    },
  ];
}
