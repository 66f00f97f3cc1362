import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { answerControl, sendOverview } from '../kit/control.ts';
import { Deliveries } from '../kit/deliveries.ts';
import { answerCall } from '../kit/faulty-call.ts';
import { html, table } from '../kit/html.ts';
import { atHost, isWebUrl } from '../kit/http-server.ts';
import { Later } from '../kit/later.ts';
import { MoneyLog } from '../kit/money-log.ts';
import { registerPromptPage } from '../kit/prompt-page.ts';
import { openSimulator, type Simulator, type SimulatorOptions } from '../kit/simulator.ts';
import { Tokens } from '../kit/tokens.ts';
import { balanceOf } from './account-balance.ts';
import { TokenDesk, type Credentials, type Product } from './credentials.ts';
import { hasWallet, HOLDER } from './environments.ts';
import { MtnError } from './mtn-error.ts';
import {
  mtnFaults,
  promptOf,
  Requests,
  type Holder,
  type MtnFaults,
  type MtnKinds,
  type Order,
  type Outcome,
} from './requests.ts';

export interface MtnMomoSimulatorOptions extends SimulatorOptions {
  products: Readonly<Record<Product, Credentials>>;
  /** Where callbacks go instead of the host in `X-Callback-Url`; null: nowhere. */
  callbackHost: string | null;
}

export type MtnMomoSimulator = Simulator<MtnFaults>;

const word = z.string().min(1).max(80);
const holderBody = z.strictObject({
  msisdn: z.string().regex(/^\d{8,15}$/),
  given_name: word,
  family_name: word,
});

/** Once: "There is no retry mechanism". momodeveloper.mtn.com */
const RETRY = { baseMs: 1_000, maxMs: 1_000, maxAttempts: 1, timeoutMs: 10_000 };

interface Operation {
  readonly name: string;
  readonly product: Product;
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** @returns the body; undefined when there is none, with 202 */
  run(order: Order): object | undefined;
}

/** Starts a stand-in for MTN's MoMo API: tokens, requests to pay, refunds, transfers, the payer's prompt, callbacks. */
export async function startMtnMomoSimulator(
  options: MtnMomoSimulatorOptions,
): Promise<MtnMomoSimulator> {
  const simulator = openSimulator<MtnKinds, MtnFaults>(options, {
    faults: mtnFaults,
    answerError: (reply, status, message, error) => {
      const isOurs = error instanceof MtnError;
      const code = isOurs ? error.code : 'INTERNAL_PROCESSING_ERROR';
      void reply.code(isOurs ? error.status : status).send({ code, message });
    },
  });
  const { server, store, faults, closing, log } = simulator;
  const deliveries = new Deliveries(store, faults, {
    endpoint: { url: null, secret: '' },
    retry: RETRY,
    log,
    method: () => (faults.current.putCallbacks ? 'PUT' : 'POST'),
    sign: () => ({ 'content-type': 'application/json' }),
  });
  const money = new MoneyLog(store);
  const later = new Later<Outcome>(store, log);
  const requests = new Requests(store, { deliveries, money, later }, faults);
  const desk = new TokenDesk(new Tokens(store), options.products);

  const answer = async (operation: Operation, request: FastifyRequest, reply: FastifyReply) => {
    const { name, product, method } = operation;
    const moves = method === 'POST';
    desk.check(product, request.headers);
    if (faults.take(faults.current.tokenGone)) throw new MtnError(401, 'invalid_token', 'Gone.');
    const order = orderOf(request, options.callbackHost);
    return answerCall(faults, closing, {
      ...{ name, moves, reply },
      refusal: (status) => new MtnError(status, 'INTERNAL_PROCESSING_ERROR', 'Try later.'),
      run: async () => {
        const body = store.transaction(() => operation.run(order));
        if (!body) void reply.code(202);
        const { callbackFirst } = faults.current;
        if (name === 'requesttopay.create' && faults.take(callbackFirst)) {
          store.transaction(() => requests.answer(order.id, null));
          await sleep(callbackFirst.ms, undefined, { signal: closing }).catch(() => undefined);
        }
        return body;
      },
    });
  };
  // The credentials come in the header: the body is empty.
  server.addContentTypeParser('*', (_request, _payload, done) => void done(null));
  for (const product of ['collection', 'disbursement'] as const) {
    server.post(`/${product}/token/`, ({ headers }, reply) =>
      reply.send(store.transaction(() => desk.lend(product, headers))),
    );
  }
  const holderOf = (msisdn: string): Holder => store.find('holder', msisdn) ?? HOLDER;
  for (const operation of operationsOf(requests, holderOf)) {
    const { method, url } = operation;
    server.route({ method, url, handler: (request, reply) => answer(operation, request, reply) });
  }
  server.post('/_control/holders', (request, reply) =>
    answerControl(request, reply, () => {
      const { msisdn, ...holder } = holderBody.parse(request.body);
      store.put('holder', msisdn, holder);
      return holder;
    }),
  );
  registerPromptPage(server, {
    provider: 'MTN MoMo',
    words: { agreed: 'SUCCESSFUL', refused: 'APPROVAL_REJECTED', poor: 'NOT_ENOUGH_FUNDS' },
    find: (id) => promptOf(store.find('request', id)),
    answer: (id, refusal) => void store.transaction(() => requests.answer(id, refusal)),
  });
  server.get('/api/requests', (request, reply) => {
    const { externalId } = request.query as { externalId?: string };
    const found = store.list('request', { where: { 'shown.externalId': externalId }, limit: 100 });
    return reply.send({ requests: found.map(({ id, shown }) => ({ id, ...shown })) });
  });
  server.get('/api/transfers', (request, reply) => {
    const { externalId } = request.query as { externalId?: string };
    const found = store.list('transfer', { where: { 'shown.externalId': externalId }, limit: 100 });
    return reply.send({ transfers: found.map(({ id, shown }) => ({ id, ...shown })) });
  });
  server.get('/', (_request, reply) => {
    const rows = store
      .list('request', { limit: 50 })
      .map(({ id, shown, createdAt }) => [
        createdAt,
        html`<a href="/p/${id}"><code>${id}</code></a>`,
        `${shown.amount} ${shown.currency}`,
        shown.status,
      ]);
    const body = html`<h2>Requests to pay: open one to answer its prompt</h2>
      ${table(['Created', 'Id', 'Amount', 'Status'], rows, 'None yet.')}`;
    return sendOverview(reply, 'MTN MoMo simulator', body, { faults, deliveries });
  });
  return simulator.start({ deliveries, money, later }, () => {
    later.start((id, outcome) => requests.happen(id, outcome));
  });
}

function orderOf({ headers, params, body }: FastifyRequest, host: string | null): Order {
  const { id = String(headers['x-reference-id'] ?? '') } = params as { id?: string };
  const wanted = headers['x-callback-url'];
  if (wanted !== undefined && !isWebUrl(String(wanted))) {
    throw new MtnError(400, 'INVALID_CALLBACK_URL_HOST', 'The callback URL is not valid.');
  }
  return {
    ...{ id, body, environment: String(headers['x-target-environment'] ?? '') },
    callbackUrl: wanted === undefined ? null : atHost(String(wanted), host),
  };
}

/** https://momodeveloper.mtn.com/api-documentation */
function operationsOf(requests: Requests, holderOf: (msisdn: string) => Holder): Operation[] {
  const pay = { product: 'collection', url: '/collection/v1_0/requesttopay' } as const;
  const refund = { product: 'disbursement', url: '/disbursement/v1_0/refund' } as const;
  const transfer = { product: 'disbursement', url: '/disbursement/v1_0/transfer' } as const;
  return [
    {
      ...{ ...pay, name: 'requesttopay.create', method: 'POST' },
      run: (order) => void requests.order(order),
    },
    {
      ...{ ...pay, name: 'requesttopay.get', method: 'GET', url: `${pay.url}/:id` },
      run: ({ id }) => requests.shown('request', id),
    },
    {
      ...{ ...pay, name: 'accountholder.active', method: 'GET' },
      url: '/collection/v1_0/accountholder/msisdn/:id/active',
      run: ({ id, environment }) => ({ result: hasWallet(environment, id) }),
    },
    {
      ...{ ...pay, name: 'collection.balance', method: 'GET' },
      url: '/collection/v1_0/account/balance',
      run: ({ environment }) => balanceOf(requests.store, ['request'], environment),
    },
    {
      ...{ ...transfer, name: 'disbursement.balance', method: 'GET' },
      url: '/disbursement/v1_0/account/balance',
      run: ({ environment }) => balanceOf(requests.store, ['refund', 'transfer'], environment),
    },
    {
      ...{ ...refund, name: 'refund.create', method: 'POST' },
      run: (order) => void requests.refund(order),
    },
    {
      ...{ ...refund, name: 'refund.get', method: 'GET', url: `${refund.url}/:id` },
      run: ({ id }) => requests.shown('refund', id),
    },
    {
      ...{ ...transfer, name: 'transfer.create', method: 'POST' },
      run: (order) => void requests.transfer(order),
    },
    {
      ...{ ...transfer, name: 'transfer.get', method: 'GET', url: `${transfer.url}/:id` },
      run: ({ id }) => requests.shown('transfer', id),
    },
    {
      ...{ ...transfer, name: 'accountholder.basicuserinfo', method: 'GET' },
      url: '/disbursement/v1_0/accountholder/msisdn/:id/basicuserinfo',
      run: ({ id, environment }) => {
        const holder = holderOf(id);
        if (hasWallet(environment, id))
          return { name: `${holder.given_name} ${holder.family_name}`, ...holder };
        throw new MtnError(404, 'RESOURCE_NOT_FOUND', 'Requested resource was not found.');
      },
    },
  ];
}
