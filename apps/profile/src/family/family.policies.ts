import { profileErrors } from '@edu/contracts-profile';
import { definePolicies, hasRole, allOf, anyOf, owner, type Rule } from '@edu/identity';

interface Family {
  readonly parents: readonly { readonly parentId: string }[];
}

/** Whoever is linked to the child as its parent now. */
const parent: Rule<Family> = (principal, { parents }) =>
  principal.kind === 'user' && parents.some(({ parentId }) => parentId === principal.actor.userId);

interface Invitation {
  readonly invitedBy: string;
  /** Of the actor’s own addresses, or accepted by them. */
  readonly toThem: boolean;
}

const invited: Rule<Invitation> = ({ kind }, { toThem }) => kind === 'user' && toThem;

const ofParents = {
  allow: allOf<Family>(hasRole('parent'), parent),
  notFound: profileErrors.childNotFound,
};

/** Who may do what with a family. */
export const familyPolicies = definePolicies({
  'child.read': ofParents,
  'child.change': ofParents,
  'child.leave': ofParents,
  'child.invite': ofParents,
  'child.take_over': {
    allow: allOf<{ readonly id: string }>(hasRole('student'), owner('id')),
    notFound: profileErrors.childNotFound,
  },
  'invitation.accept': {
    allow: allOf<Invitation>(hasRole('student', 'parent'), invited),
    notFound: profileErrors.invitationNotFound,
  },
  'invitation.end': {
    allow: allOf<Invitation>(
      hasRole('student', 'parent'),
      anyOf<Invitation>(invited, owner('invitedBy')),
    ),
    notFound: profileErrors.invitationNotFound,
  },
});
