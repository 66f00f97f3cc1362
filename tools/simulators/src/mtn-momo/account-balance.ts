import type { ObjectStore } from '../kit/object-store.ts';
import { CURRENCIES } from './environments.ts';
import { MtnError } from './mtn-error.ts';
import { minorUnits, type MtnKinds, type Ordered } from './requests.ts';

const MOST = 1_000_000;

/**
 * What the account of a product holds, https://momodeveloper.mtn.com/api-documentation. Nobody fills here the one that
 * refunds and transfers are paid from: it is below zero.
 */
export function balanceOf(
  store: ObjectStore<MtnKinds>,
  kinds: readonly Ordered[],
  environment: string,
): object {
  const currency = CURRENCIES.get(environment);
  if (!currency) throw new MtnError(400, 'INVALID_TARGET_ENVIRONMENT', 'Access denied.');
  const where = { 'shown.status': 'SUCCESSFUL', 'shown.currency': currency };
  let held = 0;
  for (const kind of kinds) {
    const sign = kind === 'request' ? 1 : -1;
    for (const { shown } of store.list(kind, { where, limit: MOST })) {
      held += sign * minorUnits(shown.amount, currency);
    }
  }
  return {
    availableBalance: currency === 'EUR' ? (held / 100).toFixed(2) : String(held),
    currency,
  };
}
