import { z } from 'zod';
import { defineEvent } from './event.ts';
import { openEnum } from './open-enum.ts';
import { Id } from './schemas.ts';

const userId = Id.describe('The account.');

const UserSuspended = z
  .object({
    userId,
    closing: z
      .boolean()
      .optional()
      .describe('Whether its owner closes it, and nobody has anything against them.'),
  })
  .meta({ id: 'UserSuspended', description: 'An account may no longer be used.' });

export const UserReinstated = z
  .object({ userId })
  .meta({ id: 'UserReinstated', description: 'A suspended account may be used again.' });

const SessionRevoked = z
  .object({
    userId,
    sessionId: Id.describe('The sign-in session.'),
    reason: openEnum(
      [
        'logout',
        'ended_elsewhere',
        'reuse',
        'address_changed',
        'address_restored',
        'roles_changed',
        'password_changed',
        'second_factor_changed',
      ],
      {
        id: 'RevocationReason',
        description:
          '`logout`: its owner signed out; `ended_elsewhere`: its owner ended it from another session; `reuse`: a refresh token was used twice; `address_changed` and `address_restored`: an address of the account was replaced, or set back; `roles_changed`: its owner may do something else from now on; `password_changed` and `second_factor_changed`: there is another password, or a second factor.',
      },
    ),
  })
  .meta({ id: 'SessionRevoked', description: 'A sign-in session ended before its time.' });

const SigningKeyRevoked = z
  .object({ keyId: z.string().describe('Which key: the `kid` in the head of its tokens.') })
  .meta({
    id: 'SigningKeyRevoked',
    description: 'A signing key of access tokens may be known to somebody else.',
  });

/**
 * Every service follows them: what an access token proves ends with its session, with a suspension, and
 * with the key that signed it.
 */
export const identityEvents = {
  userSuspended: defineEvent('evt.auth.user_suspended.v1', {
    summary: 'An account may no longer be used',
    aggregate: 'userId',
    data: UserSuspended,
  }),
  userReinstated: defineEvent('evt.auth.user_reinstated.v1', {
    summary: 'A suspended account may be used again',
    aggregate: 'userId',
    data: UserReinstated,
  }),
  sessionRevoked: defineEvent('evt.auth.session_revoked.v1', {
    summary: 'A session ended before its time',
    aggregate: 'userId',
    data: SessionRevoked,
  }),
  signingKeyRevoked: defineEvent('evt.auth.signing_key_revoked.v1', {
    summary: 'Tokens of a signing key are worth nothing any more',
    aggregate: 'keyId',
    data: SigningKeyRevoked,
  }),
};
