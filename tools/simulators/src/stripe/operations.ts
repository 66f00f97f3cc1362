import { LIST_PARAMS, listObjects } from './lists.ts';
import { deliverySuccess, typeIn } from './events.ts';
import type { Events, RequestOrigin } from './events.ts';
import type { FormParams } from './form-params.ts';
import { INTENT_PARAMS } from './payment-intent-params.ts';
import type { Answer, PaymentIntents } from './payment-intents.ts';
import { REFUND_PARAMS } from './refunds.ts';
import type { Refunds } from './refunds.ts';
import { invalidParameter, noSuch } from './stripe-error.ts';
import { memberIs } from './stripe-store.ts';
import type { Condition, StripeStore } from './stripe-store.ts';

/** The parts of the simulator that operations work on. */
export interface StripeParts {
  store: StripeStore;
  events: Events;
  intents: PaymentIntents;
  refunds: Refunds;
}

/** One operation of the API: a route, the parameters it takes and what it does. */
export interface Operation {
  name: string;
  method: 'GET' | 'POST';
  path: string;
  params: readonly string[];
  /** Also open to a publishable key that presents the intent's client secret, as Stripe.js does. */
  publishable?: true;
  /** Whether the request tries to move money: what charging faults apply to. */
  charging?: (params: FormParams) => boolean;
  run(parts: StripeParts, request: OperationRequest): Answer;
}

export interface OperationRequest {
  id: string;
  path: string;
  params: FormParams;
  origin: RequestOrigin;
}

const always = (): boolean => true;
const ok = (body: unknown): Answer => ({ status: 200, body });

function filters(params: FormParams, names: readonly string[]): Condition[] {
  return names.flatMap((name) => {
    const value = params.text(name);
    return value ? [memberIs(name, value)] : [];
  });
}

function balance({ store }: StripeParts): Answer {
  const rows = store
    .sql(
      `SELECT json_extract(json, '$.currency') AS currency, sum(json_extract(json, '$.net')) AS net
       FROM objects WHERE kind = 'balance_transaction' GROUP BY 1 ORDER BY 1`,
    )
    .all();
  const amounts = rows.map((row) => ({ amount: Number(row['net']), currency: row['currency'] }));
  const available = amounts.length > 0 ? amounts : [{ amount: 0, currency: 'eur' }];
  return ok({
    object: 'balance',
    available: available.map((item) => ({ ...item, source_types: { card: item.amount } })),
    livemode: false,
    pending: available.map(({ currency }) => ({ amount: 0, currency, source_types: { card: 0 } })),
  });
}

function events({ store, events }: StripeParts, { params, path }: OperationRequest): Answer {
  const type = params.text('type');
  const types = params.list('types');
  if (type && types.length > 0) {
    throw invalidParameter('types', 'You may only specify one of these parameters: type, types.');
  }
  if (types.length > 20) throw invalidParameter('types', 'At most 20 types.');
  const wanted = type ? [type] : types;
  const success = params.boolean('delivery_success');
  const list = listObjects(store, 'event', path, params, [
    ...(wanted.length > 0 ? [typeIn(wanted)] : []),
    ...(success === undefined ? [] : [deliverySuccess(success)]),
  ]);
  return ok({ ...list, data: list.data.map((event) => events.withPending(event)) });
}

/** Every operation of the API the simulator speaks. */
export const OPERATIONS: readonly Operation[] = [
  {
    name: 'payment_intents.create',
    method: 'POST',
    path: '/v1/payment_intents',
    params: INTENT_PARAMS.create,
    charging: (params) => params.text('confirm') === 'true',
    run: ({ intents }, { params, origin }) => intents.create(params, origin),
  },
  {
    name: 'payment_intents.list',
    method: 'GET',
    path: '/v1/payment_intents',
    params: [...LIST_PARAMS, ...INTENT_PARAMS.list],
    run: ({ store }, { params, path }) =>
      ok(listObjects(store, 'payment_intent', path, params, filters(params, ['customer']))),
  },
  {
    name: 'payment_intents.retrieve',
    method: 'GET',
    path: '/v1/payment_intents/:id',
    params: INTENT_PARAMS.retrieve,
    publishable: true,
    run: ({ intents }, { id }) => ok(intents.get(id)),
  },
  {
    name: 'payment_intents.update',
    method: 'POST',
    path: '/v1/payment_intents/:id',
    params: INTENT_PARAMS.update,
    run: ({ intents }, { id, params }) => intents.update(id, params),
  },
  {
    name: 'payment_intents.confirm',
    method: 'POST',
    path: '/v1/payment_intents/:id/confirm',
    params: INTENT_PARAMS.confirm,
    publishable: true,
    charging: always,
    run: ({ intents }, { id, params, origin }) => intents.confirm(id, params, origin),
  },
  {
    name: 'payment_intents.capture',
    method: 'POST',
    path: '/v1/payment_intents/:id/capture',
    params: INTENT_PARAMS.capture,
    charging: always,
    run: ({ intents }, { id, params, origin }) => intents.capture(id, params, origin),
  },
  {
    name: 'payment_intents.cancel',
    method: 'POST',
    path: '/v1/payment_intents/:id/cancel',
    params: INTENT_PARAMS.cancel,
    run: ({ intents }, { id, params, origin }) => intents.cancel(id, params, origin),
  },
  {
    name: 'charges.list',
    method: 'GET',
    path: '/v1/charges',
    params: [...LIST_PARAMS, 'created', 'customer', 'payment_intent', 'transfer_group'],
    run: ({ store }, { params, path }) => {
      const names = ['customer', 'payment_intent', 'transfer_group'];
      return ok(listObjects(store, 'charge', path, params, filters(params, names)));
    },
  },
  retrieve('charges.retrieve', '/v1/charges/:id', 'charge', 'charge'),
  retrieve(
    'payment_methods.retrieve',
    '/v1/payment_methods/:id',
    'payment_method',
    'PaymentMethod',
  ),
  {
    name: 'refunds.create',
    method: 'POST',
    path: '/v1/refunds',
    params: REFUND_PARAMS.create,
    charging: always,
    run: ({ refunds }, { params, origin }) => refunds.create(params, origin),
  },
  {
    name: 'refunds.list',
    method: 'GET',
    path: '/v1/refunds',
    params: [...LIST_PARAMS, ...REFUND_PARAMS.list],
    run: ({ store }, { params, path }) => {
      const conditions = filters(params, ['charge', 'payment_intent']);
      return ok(listObjects(store, 'refund', path, params, conditions));
    },
  },
  retrieve('refunds.retrieve', '/v1/refunds/:id', 'refund', 'refund'),
  retrieve('disputes.retrieve', '/v1/disputes/:id', 'dispute', 'dispute'),
  {
    name: 'refunds.update',
    method: 'POST',
    path: '/v1/refunds/:id',
    params: REFUND_PARAMS.update,
    run: ({ refunds }, { id, params, origin }) => refunds.update(id, params, origin),
  },
  {
    name: 'events.list',
    method: 'GET',
    path: '/v1/events',
    params: [...LIST_PARAMS, 'created', 'delivery_success', 'type', 'types'],
    run: events,
  },
  {
    name: 'events.retrieve',
    method: 'GET',
    path: '/v1/events/:id',
    params: ['expand'],
    run: ({ store, events: log }, { id }) => {
      const event = store.find('event', id);
      if (!event) throw noSuch('event', id, 'id', 404);
      return ok(log.withPending(event));
    },
  },
  {
    name: 'balance.retrieve',
    method: 'GET',
    path: '/v1/balance',
    params: ['expand'],
    run: balance,
  },
  {
    name: 'balance_transactions.list',
    method: 'GET',
    path: '/v1/balance_transactions',
    params: [...LIST_PARAMS, 'created', 'currency', 'source', 'type'],
    run: ({ store }, { params, path }) => {
      const conditions = filters(params, ['currency', 'source', 'type']);
      return ok(listObjects(store, 'balance_transaction', path, params, conditions));
    },
  },
  retrieve(
    'balance_transactions.retrieve',
    '/v1/balance_transactions/:id',
    'balance_transaction',
    'balance transaction',
  ),
];

function retrieve(
  name: string,
  path: string,
  kind: 'charge' | 'payment_method' | 'refund' | 'dispute' | 'balance_transaction',
  noun: string,
): Operation {
  return {
    name,
    method: 'GET',
    path,
    params: ['expand'],
    run: ({ store }, { id }) => {
      const object = store.find(kind, id);
      if (!object) throw noSuch(noun, id, 'id', 404);
      return ok(object);
    },
  };
}
