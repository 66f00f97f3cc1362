import { defineRpc, Empty } from '@edu/contract-kit';
import { authErrors } from './auth.errors.ts';
import { Tokens } from './auth.schemas.ts';
import {
  AddPasskey,
  AskForPasskey,
  InvitePasskey,
  Passkey,
  PasskeyById,
  PasskeyCreation,
  PasskeyInvitation,
  PasskeyRemoved,
  PasskeyRequest,
  Passkeys,
  PasskeySignIn,
  RenamePasskey,
} from './passkey.schemas.ts';
import { LOGIN_LIMIT, OWN_WAY, SIGNS_IN } from './sign-in-route.ts';

const MINE = {
  of: 'passkey',
  id: 'id',
  whose: 'own',
  otherwise: authErrors.unknownPasskey,
} as const;

/** Passkeys (WebAuthn): keys that a device or a password manager keeps for its owner. */
export const passkeyRpc = {
  passkeys: defineRpc('rpc.auth.passkeys.v1', {
    summary: 'My passkeys',
    access: 'user',
    resource: 'self',
    input: Empty,
    output: Passkeys,
    http: { method: 'GET', path: '/me/passkeys' },
  }),
  beginPasskey: defineRpc('rpc.auth.begin_passkey.v1', {
    summary: 'What a browser needs to make a passkey for my account',
    ...OWN_WAY,
    input: Empty,
    output: PasskeyCreation,
    errors: [authErrors.tooManyPasskeys],
    http: { method: 'POST', path: '/me/passkeys/options' },
  }),
  addPasskey: defineRpc('rpc.auth.add_passkey.v1', {
    summary: 'Add a passkey that a browser has made',
    description:
      'Every address of the account gets a message. Staff add their first one with an invitation; the session then counts as one by passkey.',
    ...OWN_WAY,
    origin: true,
    input: AddPasskey,
    output: Passkey,
    errors: [
      authErrors.badChallenge,
      authErrors.badPasskey,
      authErrors.passkeyTaken,
      authErrors.passkeyInvitationNeeded,
      authErrors.tooManyPasskeys,
    ],
    http: { method: 'POST', path: '/me/passkeys', status: 201 },
  }),
  /** No service may call it: an operator does, who knows to whom they hand it. */
  invitePasskey: defineRpc('rpc.auth.invite_passkey.v1', {
    summary: 'Let a member of staff add their first passkey',
    description:
      'One invitation at a time. Passkeys that it has are removed, as lost, and its sign-in sessions end.',
    input: InvitePasskey,
    output: PasskeyInvitation,
    errors: [authErrors.unknownUser],
  }),
  renamePasskey: defineRpc('rpc.auth.rename_passkey.v1', {
    summary: 'Call one of my passkeys something else',
    access: 'user',
    resource: MINE,
    input: RenamePasskey,
    output: Passkey,
    errors: [authErrors.unknownPasskey],
    http: { method: 'PATCH', path: '/me/passkeys/{id}' },
  }),
  removePasskey: defineRpc('rpc.auth.remove_passkey.v1', {
    summary: 'Remove one of my passkeys',
    description: 'Every address of the account gets a message.',
    ...OWN_WAY,
    resource: MINE,
    input: PasskeyById,
    output: PasskeyRemoved,
    errors: [authErrors.unknownPasskey],
    http: { method: 'DELETE', path: '/me/passkeys/{id}' },
  }),
  askForPasskey: defineRpc('rpc.auth.ask_for_passkey.v1', {
    summary: 'What a browser needs to sign in by passkey',
    description: 'Nothing is kept of it, so pages may ask for it before anybody wants to sign in.',
    access: 'public',
    resource: 'none',
    input: AskForPasskey,
    output: PasskeyRequest,
    errors: [authErrors.badChallenge],
    http: { method: 'POST', path: '/auth/passkey/options', limit: { max: 1_200, windowS: 600 } },
  }),
  passkeySignIn: defineRpc('rpc.auth.passkey_sign_in.v1', {
    summary: 'Sign in by passkey',
    description:
      'It counts as two factors: the device that has it, and what it makes sure of its user by.',
    access: 'public',
    resource: 'none',
    origin: true,
    input: PasskeySignIn,
    output: Tokens,
    errors: [
      authErrors.badChallenge,
      authErrors.badPasskey,
      authErrors.suspended,
      authErrors.closing,
    ],
    http: { method: 'POST', path: '/auth/passkey', limit: LOGIN_LIMIT, session: SIGNS_IN },
  }),
};
