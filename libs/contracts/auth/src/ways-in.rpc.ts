import { defineRpc, Empty, errorsOf } from '@edu/contract-kit';
import { notificationRpc } from '@edu/contracts-notification';
import { authErrors } from './auth.errors.ts';
import { CodeSent, Tokens } from './auth.schemas.ts';
import {
  addressErrors,
  CODE_LIMIT,
  LOGIN_LIMIT,
  OWN_CODE_LIMIT,
  SIGNS_IN,
  STEP_UP_S,
} from './sign-in-route.ts';
import {
  AskForReset,
  ConfirmTotp,
  CookieSteppedUp,
  ProveStepUp,
  RecoveryCodes,
  RequestStepUp,
  ResetPassword,
  SecondFactorSignIn,
  Security,
  SetPassword,
  SteppedUp,
  StepUpWays,
  TotpBegun,
} from './ways-in.schemas.ts';

/** What changes how the owner of an account gets in. */
const OWN_WAY = { access: 'user', resource: 'self', stepUp: STEP_UP_S } as const;

/** How people prove who they are once they are signed in, and what they prove it by. */
export const waysInRpc = {
  requestStepUp: defineRpc('rpc.auth.request_step_up.v1', {
    summary: 'How I can prove again that it is me',
    description:
      'What the account has for it. With a channel, a code goes to that address of the account: good for five minutes, once, in this session only.',
    access: 'user',
    resource: 'self',
    input: RequestStepUp,
    output: StepUpWays,
    errors: [
      authErrors.noAddress,
      authErrors.secondFactorNeeded,
      authErrors.smsExhausted,
      authErrors.tooManyCodes,
      ...errorsOf(notificationRpc.sendCode),
    ],
    http: { method: 'POST', path: '/me/step-up', limit: OWN_CODE_LIMIT },
  }),
  proveStepUp: defineRpc('rpc.auth.prove_step_up.v1', {
    summary: 'Prove again that it is me',
    description:
      'Calls that answer 403 `platform.step_up_required` take the access token of this answer, for as long as each says.',
    access: 'user',
    resource: 'self',
    input: ProveStepUp,
    output: SteppedUp,
    errors: [
      authErrors.badPassword,
      authErrors.badCode,
      authErrors.secondFactorNeeded,
      authErrors.tooManyTries,
      authErrors.busy,
    ],
    http: {
      method: 'POST',
      path: '/me/step-up/verify',
      limit: { max: 30, windowS: 300, counts: 'failures' },
      session: { does: 'prove', answer: CookieSteppedUp },
    },
  }),
  security: defineRpc('rpc.auth.security.v1', {
    summary: 'What protects my account',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: Security,
    http: { method: 'GET', path: '/me/security' },
  }),
  setPassword: defineRpc('rpc.auth.set_password.v1', {
    summary: 'Set or change my password',
    description: 'Ends all other sessions; every address of the account gets a message.',
    ...OWN_WAY,
    input: SetPassword,
    output: Security,
    errors: [authErrors.weakPassword, authErrors.busy],
    http: { method: 'PUT', path: '/me/password' },
  }),
  askForReset: defineRpc('rpc.auth.ask_for_reset.v1', {
    summary: 'Ask for a code to set a forgotten password anew',
    description: 'An unknown address gets the same answer, and a message instead of a code.',
    access: 'public',
    resource: 'none',
    input: AskForReset,
    output: CodeSent,
    errors: addressErrors,
    http: { method: 'POST', path: '/auth/password/reset', status: 202, limit: CODE_LIMIT },
  }),
  resetPassword: defineRpc('rpc.auth.reset_password.v1', {
    summary: 'Set a forgotten password anew with the code; signs in',
    description:
      'Ends every session of the account; every address of it gets a message. Where the account has a second factor, the password is set and the sign-in goes on with `auth.mfa_required`.',
    access: 'public',
    resource: 'none',
    userAgent: true,
    input: ResetPassword,
    output: Tokens,
    errors: [
      authErrors.badCode,
      authErrors.tooManyTries,
      authErrors.weakPassword,
      authErrors.suspended,
      authErrors.closing,
      authErrors.busy,
      authErrors.mfaRequired,
    ],
    http: {
      method: 'POST',
      path: '/auth/password/reset/confirm',
      limit: LOGIN_LIMIT,
      session: SIGNS_IN,
    },
  }),
  secondFactor: defineRpc('rpc.auth.second_factor.v1', {
    summary: 'Go on with a sign-in by the second factor',
    description: 'Five tries within five minutes; each code works once.',
    access: 'public',
    resource: 'none',
    userAgent: true,
    input: SecondFactorSignIn,
    output: Tokens,
    errors: [
      authErrors.badChallenge,
      authErrors.badCode,
      authErrors.tooManyTries,
      authErrors.suspended,
      authErrors.closing,
    ],
    http: { method: 'POST', path: '/auth/2fa', limit: LOGIN_LIMIT, session: SIGNS_IN },
  }),
  beginTotp: defineRpc('rpc.auth.begin_totp.v1', {
    summary: 'Begin to use an app that makes codes',
    ...OWN_WAY,
    input: Empty,
    output: TotpBegun,
    errors: [authErrors.hasSecondFactor],
    http: { method: 'POST', path: '/me/second-factor/totp' },
  }),
  confirmTotp: defineRpc('rpc.auth.confirm_totp.v1', {
    summary: 'Show that the app works: from then on signing in asks for its codes',
    description: 'Ends all other sessions; every address of the account gets a message.',
    ...OWN_WAY,
    input: ConfirmTotp,
    output: RecoveryCodes,
    errors: [
      authErrors.badCode,
      authErrors.tooManyTries,
      authErrors.noSecondFactor,
      authErrors.hasSecondFactor,
    ],
    http: { method: 'POST', path: '/me/second-factor/totp/confirm' },
  }),
  removeTotp: defineRpc('rpc.auth.remove_totp.v1', {
    summary: 'Stop asking for codes of the app',
    description: 'Every address of the account gets a message.',
    ...OWN_WAY,
    input: Empty,
    output: Security,
    errors: [authErrors.noSecondFactor],
    http: { method: 'DELETE', path: '/me/second-factor/totp' },
  }),
  newRecoveryCodes: defineRpc('rpc.auth.new_recovery_codes.v1', {
    summary: 'Make new recovery codes; those of before are void',
    ...OWN_WAY,
    input: Empty,
    output: RecoveryCodes,
    errors: [authErrors.noSecondFactor],
    http: { method: 'POST', path: '/me/second-factor/recovery-codes' },
  }),
};
