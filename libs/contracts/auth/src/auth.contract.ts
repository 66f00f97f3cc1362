import {
  defineContract,
  defineEvent,
  defineRpc,
  Empty,
  errorsOf,
  identityEvents,
  identityRpc,
  page,
  PageQuery,
  platformErrors,
  retentionEvents,
  userDataRpc,
} from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { authErrors } from './auth.errors.ts';
import { UserRegistered, UserVerified } from './auth.events.ts';
import {
  AddAddress,
  AddressRestored,
  AskForCode,
  CodeSent,
  CookieSession,
  Login,
  Logout,
  OthersEnded,
  Refresh,
  Register,
  SignedOut,
  SignInSession,
  SignInSessionById,
  Tokens,
  UndoAddressChange,
  UpdateMe,
  User,
  UserNames,
  UserNamesRequest,
  Verify,
} from './auth.schemas.ts';
import {
  addressErrors,
  CODE_LIMIT,
  LOGIN_LIMIT,
  OWN_CODE_LIMIT,
  SIGNS_IN,
  STEP_UP_S,
} from './sign-in-route.ts';
import { issuerRpc } from './issuer.rpc.ts';
import { dataRightsRpc } from './data-rights.rpc.ts';
import { JobProgressed } from './data-rights.schemas.ts';
import { SignIn } from './sign-in-log.schemas.ts';
import { passkeyRpc } from './passkey.rpc.ts';
import { signingKeyRpc } from './signing-key.rpc.ts';
import { retentionStaffRpc } from './retention.rpc.ts';
import { staffRpc } from './staff.rpc.ts';
import { waysInRpc } from './ways-in.rpc.ts';

export { authErrors } from './auth.errors.ts';
export { CodeSent, CookieSession, Tokens, User } from './auth.schemas.ts';
export { RETAINING_SERVICES, type RetainingService } from './retention.rpc.ts';
export { SIGN_IN_OUTCOMES } from './sign-in-log.schemas.ts';
export { FACTORS } from './ways-in.schemas.ts';

export const authRpc = {
  jwks: identityRpc.jwks,
  register: defineRpc('rpc.auth.register.v1', {
    summary: 'Sign up by e-mail or by phone',
    description:
      'Sends a six-digit code. A known address gets the same answer, and a message instead of a code. Without a locale the account speaks the language of the request.',
    access: 'public',
    resource: 'none',
    input: Register,
    output: CodeSent,
    errors: [...addressErrors, authErrors.weakPassword, authErrors.busy],
    http: { method: 'POST', path: '/auth/register', status: 202, limit: CODE_LIMIT },
  }),
  verify: defineRpc('rpc.auth.verify.v1', {
    summary: 'Prove an address with the code; signs in',
    description:
      'Completes a registration, a sign-in by code or a new address. Five tries for each code. A new address ends every session that the account has; the answer is a new one.',
    access: 'public',
    resource: 'none',
    origin: true,
    input: Verify,
    output: Tokens,
    errors: [
      authErrors.badCode,
      authErrors.tooManyTries,
      authErrors.addressTaken,
      authErrors.issuerTaken,
      authErrors.suspended,
      authErrors.closing,
      authErrors.mfaRequired,
    ],
    http: { method: 'POST', path: '/auth/verify', limit: LOGIN_LIMIT, session: SIGNS_IN },
  }),
  login: defineRpc('rpc.auth.login.v1', {
    summary: 'Sign in by password',
    description:
      'On a device or in a country that is new to the account, the right password is answered with `auth.code_required`: a code is on its way to the address, and `/auth/verify` takes it.',
    access: 'public',
    resource: 'none',
    origin: true,
    input: Login,
    output: Tokens,
    errors: [
      authErrors.badCredentials,
      authErrors.badPhone,
      authErrors.oldPhone,
      authErrors.tooManyTries,
      authErrors.suspended,
      authErrors.closing,
      authErrors.busy,
      authErrors.mfaRequired,
      authErrors.codeRequired,
      authErrors.smsExhausted,
      authErrors.smsRangeFull,
      authErrors.tooManyCodes,
      ...errorsOf(notificationRpc.sendCode),
    ],
    http: { method: 'POST', path: '/auth/login', limit: LOGIN_LIMIT, session: SIGNS_IN },
  }),
  loginCode: defineRpc('rpc.auth.login_code.v1', {
    summary: 'Ask for a code to sign in with',
    access: 'public',
    resource: 'none',
    input: AskForCode,
    output: CodeSent,
    errors: addressErrors,
    http: { method: 'POST', path: '/auth/login/otp', status: 202, limit: CODE_LIMIT },
  }),
  refresh: defineRpc('rpc.auth.refresh.v1', {
    summary: 'Trade a refresh token for new tokens',
    description:
      'Each refresh token works once. Until its successor has been used, using it again gives the same successor; after that it ends the whole session.',
    access: 'public',
    resource: 'none',
    input: Refresh,
    output: Tokens,
    errors: [authErrors.badRefreshToken, authErrors.tooManyTries, authErrors.suspended],
    http: {
      method: 'POST',
      path: '/auth/refresh',
      limit: LOGIN_LIMIT,
      session: { does: 'renew', answer: CookieSession },
    },
  }),
  logout: defineRpc('rpc.auth.logout.v1', {
    summary: 'End this session',
    description:
      'That of the access token; without one that is valid, that of the refresh token: whoever comes back after an hour can sign out.',
    access: 'public',
    resource: 'self',
    input: Logout,
    output: SignedOut,
    errors: [authErrors.badRefreshToken, authErrors.tooManyTries, platformErrors.unauthenticated],
    http: {
      method: 'POST',
      path: '/auth/logout',
      limit: LOGIN_LIMIT,
      session: { does: 'end' },
    },
  }),
  sessions: defineRpc('rpc.auth.sessions.v1', {
    summary: 'Where I am signed in, the latest sign-in first',
    access: 'user',
    resource: 'self',
    input: PageQuery,
    output: page(SignInSession),
    http: { method: 'GET', path: '/me/sessions' },
  }),
  signIns: defineRpc('rpc.auth.sign_ins.v1', {
    summary: 'Who signed in to my account, or tried to; the latest first',
    description: 'Sign-ins are kept for half a year, failed ones for a month.',
    access: 'user',
    resource: 'self',
    input: PageQuery,
    output: page(SignIn),
    http: { method: 'GET', path: '/me/sign-ins' },
  }),
  endSession: defineRpc('rpc.auth.end_session.v1', {
    summary: 'End one of my sign-in sessions',
    access: 'user',
    resource: {
      of: 'sign-in session',
      id: 'id',
      whose: 'own',
      otherwise: authErrors.unknownSession,
    },
    input: SignInSessionById,
    output: SignedOut,
    errors: [authErrors.unknownSession],
    http: { method: 'DELETE', path: '/me/sessions/{id}' },
  }),
  endOtherSessions: defineRpc('rpc.auth.end_other_sessions.v1', {
    summary: 'End all of my sign-in sessions but this one',
    access: 'user',
    resource: 'self',
    stepUp: STEP_UP_S,
    input: Empty,
    output: OthersEnded,
    http: { method: 'DELETE', path: '/me/sessions' },
  }),
  me: defineRpc('rpc.auth.me.v1', {
    summary: 'My account',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: User,
    http: { method: 'GET', path: '/me' },
  }),
  updateMe: defineRpc('rpc.auth.update_me.v1', {
    summary: 'Change my name or language',
    access: 'user',
    resource: 'self',
    input: UpdateMe,
    output: User,
    http: { method: 'PATCH', path: '/me' },
  }),
  addAddress: defineRpc('rpc.auth.add_address.v1', {
    summary: 'Add or replace my e-mail address or phone number',
    description:
      'Sends a code to the new address; `/auth/verify` takes it and completes the change, while this session is open. The previous addresses get a message that can undo it for 72 hours. An address of another account gets the same answer, and a message instead of a code.',
    access: 'user',
    resource: 'self',
    stepUp: STEP_UP_S,
    input: AddAddress,
    output: CodeSent,
    errors: addressErrors,
    http: { method: 'POST', path: '/me/addresses', status: 202, limit: OWN_CODE_LIMIT },
  }),
  undoAddressChange: defineRpc('rpc.auth.undo_address_change.v1', {
    summary: 'Undo a change of address with the link that the address of before was sent',
    description: 'Restores the address and ends every session of the account.',
    access: 'public',
    resource: 'none',
    input: UndoAddressChange,
    output: AddressRestored,
    errors: [authErrors.badUndoToken, authErrors.addressTaken],
    http: { method: 'POST', path: '/auth/address-changes/undo', limit: CODE_LIMIT },
  }),
  /** For those who show people to each other: names are in no event. */
  names: defineRpc('rpc.auth.names.v1', {
    summary: 'The names of accounts',
    input: UserNamesRequest,
    output: UserNames,
  }),
  ...staffRpc,
  ...signingKeyRpc,
  ...waysInRpc,
  ...dataRightsRpc,
  ...retentionStaffRpc,
  ...passkeyRpc,
  ...issuerRpc,
  ...userDataRpc('auth'),
};

export const authEvents = {
  userRegistered: defineEvent('evt.auth.user_registered.v1', {
    summary: 'Somebody signed up and proved their first address',
    aggregate: 'userId',
    data: UserRegistered,
  }),
  userVerified: defineEvent('evt.auth.user_verified.v1', {
    summary: 'A user proved an address',
    aggregate: 'userId',
    data: UserVerified,
  }),
  jobProgressed: defineEvent('evt.auth.job_progressed.v1', {
    summary: 'An export or an erasure is further',
    aggregate: 'jobId',
    data: JobProgressed,
  }),
  ...identityEvents,
  ...retentionEvents('auth'),
};

export const authContract = defineContract({
  service: 'auth',
  summary: 'Accounts, sign-in, sessions and signing keys',
  rpc: authRpc,
  events: authEvents,
  errors: authErrors,
});
