import { isStaffRole } from '@edu/contract-kit';
import { authErrors } from '@edu/contracts-auth';
import { allOf, anyOf, definePolicies, hasRole, not, owner, type Rule } from '@edu/identity';

/** An account, as far as it decides who may close it. */
interface AnyAccount {
  readonly id: string;
  readonly roles: readonly string[];
}

const isOfStaff: Rule<AnyAccount> = (_principal, { roles }) => roles.some(isStaffRole);

/** Staff are closed and opened by admins, and nobody by themselves. */
const byStaff = (...roles: readonly string[]) =>
  allOf<AnyAccount>(
    not(owner('id')),
    anyOf<AnyAccount>(hasRole('admin'), allOf<AnyAccount>(hasRole(...roles), not(isOfStaff))),
  );

/** Who may do what with an account and its sessions; what a token alone names is not in it. */
export const accountPolicies = definePolicies({
  'session.end': { allow: owner('accountId'), notFound: authErrors.unknownSession },
  'account.suspend': {
    allow: byStaff('support', 'trust'),
    visible: hasRole('support', 'trust', 'admin'),
    denied: authErrors.staffAccount,
    notFound: authErrors.unknownUser,
  },
  'account.reinstate': {
    allow: byStaff('trust'),
    visible: hasRole('trust', 'admin'),
    denied: authErrors.staffAccount,
    notFound: authErrors.unknownUser,
  },
  'account.invite_passkey': {
    allow: allOf<AnyAccount>(hasRole('admin'), not(owner('id'))),
    visible: hasRole('admin'),
    denied: authErrors.ownAccount,
    notFound: authErrors.unknownUser,
  },
  'export.fetch': { allow: owner('userId'), notFound: authErrors.unknownExport },
  'account.set_roles': {
    allow: allOf<{ readonly id: string }>(hasRole('admin'), not(owner('id'))),
    visible: hasRole('admin'),
    denied: authErrors.ownRoles,
    notFound: authErrors.unknownUser,
  },
});
