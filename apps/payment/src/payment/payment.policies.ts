import { paymentErrors } from '@edu/contracts-payment';
import { allOf, definePolicies, hasRole, owner } from '@edu/identity';

/** Who may do what with a payment and with what a booking costs. */
export const paymentPolicies = definePolicies({
  'payment.open': {
    allow: allOf<{ readonly learnerId: string }>(hasRole('student', 'parent'), owner('learnerId')),
    notFound: paymentErrors.bookingNotFound,
  },
  'payment.read': { allow: owner('payerId'), notFound: paymentErrors.notFound },
});
