import { authErrors } from '@edu/contracts-auth';
import { allOf, definePolicies, hasRole, not, owner } from '@edu/identity';

/** Who may do what with an account and its sessions; what a token alone names is not in it. */
export const accountPolicies = definePolicies({
  'session.end': { allow: owner('accountId'), notFound: authErrors.unknownSession },
  'export.fetch': { allow: owner('userId'), notFound: authErrors.unknownExport },
  'account.set_roles': {
    allow: allOf<{ readonly id: string }>(hasRole('admin'), not(owner('id'))),
    visible: hasRole('admin'),
    denied: authErrors.ownRoles,
    notFound: authErrors.unknownUser,
  },
});
