import { defineRpc, platformErrors, UserReinstated } from '@edu/contract-kit';
import { authErrors } from './auth.errors.ts';
import { User } from './auth.schemas.ts';
import {
  AccountRoles,
  AppointAdmin,
  SeedAccount,
  SetRoles,
  Suspended,
  UserRef,
} from './staff.schemas.ts';

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
