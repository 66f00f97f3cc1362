import { creditErrors } from '@edu/contracts-payment';
import { allOf, definePolicies, hasRole, not, owner } from '@edu/identity';

interface Paid {
  readonly payerId: string;
}

const finance = hasRole('finance', 'admin');

/** Who decides how a refund goes back, and who sends it by hand. */
export const creditPolicies = definePolicies({
  'refund.choose': { allow: owner('payerId'), notFound: creditErrors.refundNotFound },
  'refund.send': {
    allow: allOf<Paid>(finance, not(owner('payerId'))),
    visible: finance,
    denied: creditErrors.refundOwn,
    notFound: creditErrors.refundNotFound,
  },
});
