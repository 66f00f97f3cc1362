import { invalidParameter, noSuch } from './stripe-error.ts';
import type { FormParams } from './form-params.ts';
import type { Condition, ListPage, StripeKind, StripeKinds, StripeStore } from './stripe-store.ts';

export const LIST_PARAMS = ['ending_before', 'expand', 'limit', 'starting_after'];

const NOUNS: Record<StripeKind, string> = {
  payment_intent: 'payment_intent',
  payment_method: 'PaymentMethod',
  charge: 'charge',
  refund: 'refund',
  dispute: 'dispute',
  balance_transaction: 'balance transaction',
  event: 'event',
};

function readPage(params: FormParams): ListPage {
  const limit = params.integer('limit') ?? 10;
  if (limit < 1 || limit > 100) {
    throw invalidParameter(
      'limit',
      `This value must be ${limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100'}.`,
      'parameter_invalid_integer',
    );
  }
  const startingAfter = params.text('starting_after');
  const endingBefore = params.text('ending_before');
  if (startingAfter && endingBefore) {
    throw invalidParameter(
      'starting_after',
      'You may only specify one of these parameters: ending_before, starting_after.',
      'parameters_exclusive',
    );
  }
  return { limit, ...(startingAfter && { startingAfter }), ...(endingBefore && { endingBefore }) };
}

function createdConditions(params: FormParams): Condition[] {
  const created = params.tree.get('created');
  if (created === undefined || created === '') return [];
  if (typeof created === 'string') {
    return [{ sql: 'o.created = ?', values: [params.integer('created') ?? 0] }];
  }
  const range = params.hash('created');
  range?.allow(['gt', 'gte', 'lt', 'lte']);
  const signs = { gt: '>', gte: '>=', lt: '<', lte: '<=' };
  return Object.entries(signs).flatMap(([name, sign]) => {
    const seconds = range?.integer(name);
    return seconds === undefined ? [] : [{ sql: `o.created ${sign} ?`, values: [seconds] }];
  });
}

/** A Stripe list object for one page, https://docs.stripe.com/api/pagination. */
export function listObjects<K extends StripeKind>(
  store: StripeStore,
  kind: K,
  path: string,
  params: FormParams,
  conditions: readonly Condition[] = [],
): { object: 'list'; data: StripeKinds[K][]; has_more: boolean; url: string } {
  const page = readPage(params);
  const found = store.list(kind, page, [...createdConditions(params), ...conditions]);
  if (!found) {
    const param = page.endingBefore === undefined ? 'starting_after' : 'ending_before';
    const cursor = page.endingBefore ?? page.startingAfter ?? '';
    throw noSuch(NOUNS[kind], cursor.slice(0, 100), param);
  }
  return { object: 'list', data: found.data, has_more: found.hasMore, url: path };
}
