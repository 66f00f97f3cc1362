import { riskErrors } from '@edu/contracts-payment';
import { allOf, definePolicies, hasRole, not, owner, type Rule } from '@edu/identity';

interface Parties {
  readonly payerId: string;
  /** Who would earn by it. */
  readonly providerIds: readonly string[];
}

const team = hasRole('trust', 'finance', 'admin');
const earns: Rule<Parties> = (principal, { providerIds }) =>
  principal.kind === 'user' && providerIds.includes(principal.actor.userId);

/** Who decides about payments that may be fraud: never whoever pays or earns by them. */
export const riskPolicies = definePolicies({
  'payment_review.decide': {
    allow: allOf<Parties>(team, not(owner('payerId')), not(earns)),
    visible: team,
    denied: riskErrors.reviewOwn,
    notFound: riskErrors.reviewNotFound,
  },
});
