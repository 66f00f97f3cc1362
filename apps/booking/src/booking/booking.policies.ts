import { allOf, anyOf, definePolicies, hasRole, not, owner } from '@edu/identity';

interface Parties {
  readonly learnerId: string;
  readonly providerId: string;
}

/** Who may do what with a booking; queries besides look with the owner in their condition. */
export const bookingPolicies = definePolicies({
  'booking.create': allOf<Pick<Parties, 'providerId'>>(
    hasRole('student', 'parent'),
    not(owner('providerId')),
  ),
  'booking.read': anyOf<Parties>(owner('learnerId'), owner('providerId')),
  'booking.cancel': anyOf<Parties>(owner('learnerId'), owner('providerId')),
});
