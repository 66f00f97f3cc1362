import type { ListQuery } from '../kit/object-store.ts';
import type { Balance } from './balance.ts';
import { DISPUTE_PARAMS, type Disputes } from './disputes.ts';
import type { FormParams } from './form-params.ts';
import { INTENT_PARAMS } from './payment-intent-params.ts';
import type { PaymentIntents } from './payment-intents.ts';
import { REFUND_PARAMS, type Refunds } from './refunds.ts';
import { invalidParameter } from './stripe-error.ts';
import type { Answer, RequestOrigin, StripeStore } from './stripe-objects.ts';

/** The parts of the simulator that operations work on. */
export interface StripeParts {
  store: StripeStore;
  intents: PaymentIntents;
  refunds: Refunds;
  disputes: Disputes;
  balance: Balance;
}

/** One operation of the API: a route, the parameters it takes and what it does. */
export interface Operation {
  name: string;
  route: `${'GET' | 'POST'} /v1/${string}`;
  params: readonly string[];
  /** Also open to a publishable key that presents the intent's client secret, as Stripe.js does. */
  publishable?: true;
  /** Whether the request tries to move money: what charging faults apply to. */
  charging?: (params: FormParams) => boolean;
  run(
    parts: StripeParts,
    request: { id: string; path: string; params: FormParams; origin: RequestOrigin },
  ): Answer;
}

const ok = (body: unknown): Answer => ({ status: 200, body });

/** A list as Stripe answers it, newest first. */
function list(path: string, params: FormParams, find: (limit: number) => unknown[]): Answer {
  const limit = params.integer('limit') ?? 10;
  if (limit < 1 || limit > 100) {
    throw invalidParameter('limit', 'Must be from 1 to 100.', 'parameter_invalid_integer');
  }
  const found = find(limit + 1);
  return ok({
    object: 'list',
    data: found.slice(0, limit),
    has_more: found.length > limit,
    url: path,
  });
}

/** Which part of a list is asked for, https://docs.stripe.com/api/pagination */
function partOf(params: FormParams): Pick<ListQuery, 'within' | 'beforeId'> {
  const times = params.hash('created');
  times?.allow(['gte', 'lt']);
  return {
    beforeId: params.text('starting_after'),
    within: {
      member: 'created',
      from: times?.integer('gte') ?? 0,
      until: times?.integer('lt') ?? Number.MAX_SAFE_INTEGER,
    },
  };
}

/** A list of what belongs to the objects that the parameters name. */
const listed =
  (kind: 'charge' | 'refund' | 'dispute', names: readonly string[]): Operation['run'] =>
  ({ store }, { params, path }) => {
    const where = Object.fromEntries(names.map((name) => [name, params.text(name)]));
    const part = partOf(params);
    return list(path, params, (limit) => store.list(kind, { where, ...part, limit }));
  };

/** What the platform, Stripe.js and the tests ask of Stripe. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: 'payment_intents.create',
    route: 'POST /v1/payment_intents',
    params: INTENT_PARAMS.create,
    charging: (params) => params.text('confirm') === 'true',
    run: ({ intents }, { params, origin }) => intents.create(params, origin),
  },
  {
    name: 'payment_intents.list',
    route: 'GET /v1/payment_intents',
    params: INTENT_PARAMS.list,
    run: ({ store }, { params, path }) =>
      list(path, params, (limit) => store.list('payment_intent', { limit })),
  },
  {
    name: 'payment_intents.retrieve',
    route: 'GET /v1/payment_intents/:id',
    params: INTENT_PARAMS.retrieve,
    publishable: true,
    run: ({ intents }, { id, params }) => ok(intents.retrieve(id, params)),
  },
  {
    name: 'payment_intents.update',
    route: 'POST /v1/payment_intents/:id',
    params: INTENT_PARAMS.update,
    run: ({ intents }, { id, params }) => intents.update(id, params),
  },
  {
    name: 'payment_intents.confirm',
    route: 'POST /v1/payment_intents/:id/confirm',
    params: INTENT_PARAMS.confirm,
    publishable: true,
    charging: () => true,
    run: ({ intents }, { id, params, origin }) => intents.confirm(id, params, origin),
  },
  {
    name: 'payment_intents.cancel',
    route: 'POST /v1/payment_intents/:id/cancel',
    params: INTENT_PARAMS.cancel,
    run: ({ intents }, { id, params, origin }) => intents.cancel(id, params, origin),
  },
  {
    name: 'charges.list',
    route: 'GET /v1/charges',
    params: ['created', 'limit', 'payment_intent', 'starting_after'],
    run: listed('charge', ['payment_intent']),
  },
  {
    name: 'refunds.create',
    route: 'POST /v1/refunds',
    params: REFUND_PARAMS.create,
    charging: () => true,
    run: ({ refunds }, { params, origin }) => refunds.create(params, origin),
  },
  {
    name: 'refunds.list',
    route: 'GET /v1/refunds',
    params: REFUND_PARAMS.list,
    run: listed('refund', ['charge', 'payment_intent']),
  },
  {
    name: 'refunds.retrieve',
    route: 'GET /v1/refunds/:id',
    params: [],
    run: ({ refunds }, { id }) => ok(refunds.get(id)),
  },
  {
    name: 'balance_transactions.list',
    route: 'GET /v1/balance_transactions',
    params: ['created', 'expand', 'limit', 'starting_after', 'type'],
    run: ({ store, balance }, { params, path }) => {
      const isExpanded = params.list('expand').includes('data.source');
      const where = { type: params.text('type') };
      return list(path, params, (limit) =>
        store
          .list('balance_transaction', { where, ...partOf(params), limit })
          .map((transaction) => balance.shown(transaction, isExpanded)),
      );
    },
  },
  {
    name: 'payouts.create',
    route: 'POST /v1/payouts',
    params: ['amount', 'currency'],
    charging: () => true,
    run: ({ balance }, { params }) => {
      const [amount, currency] = [params.integer('amount') ?? 0, params.text('currency') ?? ''];
      if (amount < 1)
        throw invalidParameter('amount', 'Must be at least 1.', 'parameter_invalid_integer');
      return ok(balance.payOut(amount, currency.toLowerCase()));
    },
  },
  {
    name: 'balance.retrieve',
    route: 'GET /v1/balance',
    params: [],
    run: ({ balance }) => ok(balance.now()),
  },
  {
    name: 'disputes.retrieve',
    route: 'GET /v1/disputes/:id',
    params: [],
    run: ({ disputes }, { id }) => ok(disputes.get(id)),
  },
  {
    name: 'disputes.list',
    route: 'GET /v1/disputes',
    params: DISPUTE_PARAMS.list,
    run: listed('dispute', ['charge', 'payment_intent']),
  },
  {
    name: 'disputes.update',
    route: 'POST /v1/disputes/:id',
    params: DISPUTE_PARAMS.update,
    charging: () => true,
    run: ({ disputes }, { id, params, origin }) => disputes.update(id, params, origin),
  },
  {
    name: 'disputes.close',
    route: 'POST /v1/disputes/:id/close',
    params: [],
    charging: () => true,
    run: ({ disputes }, { id, origin }) => disputes.close(id, origin),
  },
];
