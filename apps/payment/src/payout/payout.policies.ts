import { payoutErrors } from '@edu/contracts-payment';
import { allOf, definePolicies, hasRole, not, owner } from '@edu/identity';

interface Paid {
  readonly providerId: string;
}

/** Who answers for money. */
export const finance = hasRole('finance', 'admin');
/** Whoever decides about money learns of every payout, also that one is their own. */
const others = {
  allow: allOf<Paid>(finance, not(owner('providerId'))),
  visible: finance,
  denied: payoutErrors.payoutOwn,
} as const;

/** Who decides about payouts, and about the numbers that they go to. */
export const payoutPolicies = definePolicies({
  'payout.decide': { ...others, notFound: payoutErrors.payoutNotFound },
  'payout_account.decide': { ...others, notFound: payoutErrors.payoutAccountNotFound },
});
