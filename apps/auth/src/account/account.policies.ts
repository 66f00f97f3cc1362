import { authErrors } from '@edu/contracts-auth';
import { allOf, definePolicies, hasRole, not, owner } from '@edu/identity';

/** Who may do what with an account; what is the actor's own by their token alone is not in it. */
export const accountPolicies = definePolicies({
  'account.set_roles': {
    allow: allOf<{ readonly id: string }>(hasRole('admin'), not(owner('id'))),
    visible: hasRole('admin'),
    denied: authErrors.ownRoles,
    notFound: authErrors.unknownUser,
  },
});
