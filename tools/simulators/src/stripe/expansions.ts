import { StripeApiError } from './stripe-error.ts';
import type { StripeStore } from './stripe-store.ts';
import { memberIs } from './stripe-store.ts';

type Members = { [name: string]: unknown };

const MAX_DEPTH = 4;

/** Members that hold the id of another object and may be replaced by the object itself. */
const EXPANDABLE = new Map<string, readonly string[]>([
  ['payment_intent', ['latest_charge', 'payment_method', 'customer', 'review']],
  ['charge', ['payment_intent', 'balance_transaction', 'customer', 'refunds', 'review']],
  ['refund', ['charge', 'payment_intent', 'balance_transaction']],
  ['balance_transaction', ['source']],
]);

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Applies `expand` paths such as `latest_charge.balance_transaction` or, on lists, `data.charge`
 * to an answer, in place. https://docs.stripe.com/api/expanding_objects
 */
export function expand(store: StripeStore, body: unknown, paths: readonly string[]): void {
  for (const path of paths) {
    const names = path.split('.');
    if (names.length > MAX_DEPTH) {
      throw refused(`You cannot expand more than ${MAX_DEPTH} levels of a property.`);
    }
    expandPath(store, body, names, path);
  }
}

function expandPath(
  store: StripeStore,
  target: unknown,
  names: readonly string[],
  path: string,
): void {
  const [name, ...rest] = names;
  if (name === undefined || !isMembers(target)) return;
  if (target['object'] === 'list' && name === 'data') {
    const items = target['data'];
    if (Array.isArray(items)) for (const item of items) expandPath(store, item, rest, path);
    return;
  }
  if (!EXPANDABLE.get(String(target['object']))?.includes(name)) {
    throw refused(`This property cannot be expanded (${path.slice(0, 100)}).`);
  }
  if (name === 'refunds') target[name] = refundsOf(store, String(target['id']));
  const value = target[name];
  if (typeof value === 'string') target[name] = store.findAny(value) ?? value;
  expandPath(store, target[name], rest, path);
}

function refundsOf(store: StripeStore, chargeId: string): Members {
  const found = store.list('refund', { limit: 100 }, [memberIs('charge', chargeId)]);
  return {
    object: 'list',
    data: found?.data ?? [],
    has_more: found?.hasMore ?? false,
    url: `/v1/charges/${chargeId}/refunds`,
  };
}

function refused(message: string): StripeApiError {
  return new StripeApiError(400, { type: 'invalid_request_error', message, param: 'expand' });
}
