import { paymentErrors } from '@edu/contracts-payment';
import { allOf, definePolicies, hasRole, owner, type Rule } from '@edu/identity';

interface Terms {
  readonly learnerId: string;
  /** The parent who booked it; null where the learner did. */
  readonly payerId: string | null;
}

const payer: Rule<Terms> = (principal, { learnerId, payerId }) =>
  principal.kind === 'user' && principal.actor.userId === (payerId ?? learnerId);

/** Who may do what with a payment and with what a booking costs. */
export const paymentPolicies = definePolicies({
  'payment.open': {
    allow: allOf<Terms>(hasRole('student', 'parent'), payer),
    notFound: paymentErrors.bookingNotFound,
  },
  'payment.read': { allow: owner('payerId'), notFound: paymentErrors.notFound },
});
