import { bookingErrors } from '@edu/contracts-booking';
import { allOf, anyOf, definePolicies, hasRole, owner, type Rule } from '@edu/identity';

interface Family {
  readonly childId: string;
  readonly parentIds: readonly string[];
}

/** Whoever is a parent of the child now. */
const parent = allOf<Family>(
  hasRole('parent'),
  ((principal, { parentIds }) =>
    principal.kind === 'user' && parentIds.includes(principal.actor.userId)) satisfies Rule<Family>,
);

/** Who may do what for a child. */
export const familyPolicies = definePolicies({
  'child.book': {
    allow: anyOf<Family>(parent, owner('childId')),
    notFound: bookingErrors.learnerNotFound,
  },
  'child.book_beyond_caps': {
    allow: parent,
    visible: owner('childId'),
    denied: bookingErrors.beyondCaps,
    notFound: bookingErrors.learnerNotFound,
  },
  /** A child with a parent here asks for itself. */
  'approval.ask': { allow: owner('childId'), notFound: bookingErrors.learnerNotFound },
  'approval.withdraw': { allow: owner('childId'), notFound: bookingErrors.approvalNotFound },
  'approval.decide': { allow: parent, notFound: bookingErrors.approvalNotFound },
  'child.read': { allow: parent, notFound: bookingErrors.learnerNotFound },
});
