import { bookingErrors } from '@edu/contracts-booking';
import { allOf, anyOf, definePolicies, hasRole, not, owner, signedIn } from '@edu/identity';

interface Parties {
  readonly learnerId: string;
  readonly providerId: string;
}

const party = anyOf<Parties>(owner('learnerId'), owner('providerId'));

/** Who may do what with a booking; queries besides look with the owner in their condition. */
export const bookingPolicies = definePolicies({
  'booking.create': {
    allow: allOf<Pick<Parties, 'providerId'>>(
      hasRole('student', 'parent'),
      not(owner('providerId')),
    ),
    visible: signedIn,
    denied: bookingErrors.ownLesson,
  },
  'booking.read': { allow: party, notFound: bookingErrors.notFound },
  'booking.cancel': { allow: party, notFound: bookingErrors.notFound },
});
