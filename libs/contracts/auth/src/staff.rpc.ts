import { defineRpc, platformErrors, UserReinstated } from '@edu/contract-kit';
import { authErrors } from './auth.errors.ts';
import { User } from './auth.schemas.ts';
import { PasskeyInvitation } from './passkey.schemas.ts';
import { OWN_CODE_LIMIT } from './sign-in-route.ts';
import {
  AccountRoles,
  AppointAdmin,
  FindAccounts,
  FoundAccount,
  FoundAccounts,
  ReinstateAccount,
  SeedAccount,
  SetRoles,
  SuspendAccount,
  Suspended,
  UserRef,
} from './staff.schemas.ts';

/** Who looks after people and their safety. */
const ACCOUNT_STAFF = ['support', 'trust', 'admin'] as const;
const othersAccount = {
  of: 'account',
  id: 'userId',
  whose: 'others',
  otherwise: authErrors.ownAccount,
} as const;

/** What staff, operators and services do with the accounts of others. */
export const staffRpc = {
  suspend: defineRpc('rpc.auth.suspend.v1', {
    summary: 'Close an account to its owner: ends its sessions, refuses new ones',
    input: UserRef,
    output: Suspended,
    errors: [authErrors.unknownUser],
  }),
  reinstate: defineRpc('rpc.auth.reinstate.v1', {
    summary: 'Open a suspended account again; its owner has to sign in',
    input: UserRef,
    output: UserReinstated,
    errors: [authErrors.unknownUser, authErrors.closing],
  }),
  findAccounts: defineRpc('rpc.auth.find_accounts.v1', {
    summary: 'Find accounts by address, name or id',
    description:
      'By an address or an id the one that has it; else those whose names begin so. Twenty at most. Who looked is kept in the audit log.',
    access: ACCOUNT_STAFF,
    resource: 'none',
    input: FindAccounts,
    output: FoundAccounts,
    http: { method: 'GET', path: '/staff/accounts' },
  }),
  suspendAccount: defineRpc('rpc.auth.suspend_account.v1', {
    summary: 'Close an account to its owner; its sign-in sessions end',
    description: 'Only an admin suspends staff. Repeating it changes nothing.',
    access: ACCOUNT_STAFF,
    resource: othersAccount,
    stepUp: 300,
    input: SuspendAccount,
    output: FoundAccount,
    errors: [authErrors.unknownUser, authErrors.ownAccount, authErrors.staffAccount],
    http: { method: 'PUT', path: '/staff/accounts/{userId}/suspension' },
  }),
  reinstateAccount: defineRpc('rpc.auth.reinstate_account.v1', {
    summary: 'Open a suspended account again; its owner has to sign in',
    access: ['trust', 'admin'],
    resource: othersAccount,
    stepUp: 300,
    input: ReinstateAccount,
    output: FoundAccount,
    errors: [
      authErrors.unknownUser,
      authErrors.ownAccount,
      authErrors.staffAccount,
      authErrors.closing,
    ],
    http: { method: 'POST', path: '/staff/accounts/{userId}/reinstatement' },
  }),
  inviteStaffPasskey: defineRpc('rpc.auth.invite_staff_passkey.v1', {
    summary: 'A link with which a member of staff adds a passkey',
    description:
      'For the admin to hand over. One at a time, for 24 hours and once. Passkeys that the account has are removed, as lost, its sign-in sessions end, and its owner gets a message.',
    access: ['admin'],
    resource: othersAccount,
    stepUp: 300,
    input: UserRef,
    output: PasskeyInvitation,
    errors: [authErrors.unknownUser, authErrors.ownAccount, authErrors.notStaff],
    http: {
      method: 'POST',
      path: '/staff/accounts/{userId}/passkey-invitation',
      limit: OWN_CODE_LIMIT,
    },
  }),
  setRoles: defineRpc('rpc.auth.set_roles.v1', {
    summary: 'Give an account its roles; ends its sign-in sessions',
    description: 'Nobody changes their own roles: another admin does.',
    access: ['admin'],
    resource: { of: 'account', id: 'userId', whose: 'others', otherwise: authErrors.ownRoles },
    stepUp: 300,
    input: SetRoles,
    output: AccountRoles,
    errors: [authErrors.unknownUser, authErrors.ownRoles],
    http: { method: 'PUT', path: '/accounts/{userId}/roles' },
  }),
  /** No service may call it: an operator does, for the first admin has nobody who appoints them. */
  appointAdmin: defineRpc('rpc.auth.appoint_admin.v1', {
    summary: 'Make the owner of an account an admin; ends its sign-in sessions',
    input: AppointAdmin,
    output: AccountRoles,
    errors: [authErrors.unknownUser],
  }),
  seedAccount: defineRpc('rpc.auth.seed_account.v1', {
    summary: 'Create a proven account of any role, or set the one that has this e-mail address',
    description: 'For demo data and tests: refused in production.',
    input: SeedAccount,
    output: User,
    errors: [authErrors.addressTaken, authErrors.busy, platformErrors.forbidden],
  }),
};
