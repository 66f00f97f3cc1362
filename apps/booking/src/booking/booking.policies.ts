import { bookingErrors } from '@edu/contracts-booking';
import {
  allOf,
  anyOf,
  definePolicies,
  hasRole,
  not,
  owner,
  signedIn,
  type Rule,
} from '@edu/identity';

interface Parties {
  readonly learnerId: string;
  readonly providerId: string;
  /** The parent who booked it and pays. */
  readonly payerId: string | null;
  /** Of the learner, where that is a child: as the family is now. */
  readonly parentIds: readonly string[];
}

const payer: Rule<Parties> = (principal, { payerId }) =>
  principal.kind === 'user' && principal.actor.userId === payerId;
const parent: Rule<Parties> = (principal, { parentIds }) =>
  principal.kind === 'user' && parentIds.includes(principal.actor.userId);

const learnersSide = anyOf<Parties>(owner('learnerId'), payer, parent);
const party = anyOf<Parties>(learnersSide, owner('providerId'));

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
  'booking.answer': { allow: party, notFound: bookingErrors.notFound },
  'series.read': { allow: party, notFound: bookingErrors.seriesNotFound },
  'booking.reschedule': {
    allow: learnersSide,
    visible: owner('providerId'),
    notFound: bookingErrors.notFound,
  },
  'booking.choose_refund': {
    allow: learnersSide,
    visible: owner('providerId'),
    notFound: bookingErrors.notFound,
  },
  'series.move': {
    allow: learnersSide,
    visible: owner('providerId'),
    notFound: bookingErrors.seriesNotFound,
  },
  'booking.propose_reschedule': {
    allow: owner('providerId'),
    visible: learnersSide,
    notFound: bookingErrors.notFound,
  },
  'series.cancel': { allow: party, notFound: bookingErrors.seriesNotFound },
  'booking.cancel': { allow: party, notFound: bookingErrors.notFound },
});
