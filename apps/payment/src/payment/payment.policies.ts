import { allOf, definePolicies, hasRole, owner } from '@edu/identity';

/** Who may do what with a payment and with what a booking costs. */
export const paymentPolicies = definePolicies({
  'payment.open': allOf<{ readonly learnerId: string }>(
    hasRole('student', 'parent'),
    owner('learnerId'),
  ),
  'payment.read': owner('payerId'),
});
