import { reserveErrors } from '@edu/contracts-payment';
import { allOf, definePolicies, not, owner } from '@edu/identity';
import { finance } from '../payout/payout.policies.ts';

/** Who decides what is kept of a provider: finance, and never of their own earnings. */
export const reservePolicies = definePolicies({
  'reserve.decide': {
    allow: allOf<{ readonly providerId: string }>(finance, not(owner('providerId'))),
    visible: finance,
    denied: reserveErrors.reserveOwn,
    notFound: reserveErrors.reserveNotFound,
  },
});
