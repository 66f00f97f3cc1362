import { AddressChannel, Id, Locale, openEnum, RoleName } from '@edu/contract-kit';
import { z } from 'zod';

const userId = Id.describe('The account.');

export const UserRegistered = z
  .object({
    userId,
    roles: z.array(RoleName).describe('What it may do.'),
    locale: Locale.describe('The language of its owner.'),
  })
  .meta({
    id: 'UserRegistered',
    description: 'Somebody signed up and proved their first address.',
  });

export const UserVerified = z
  .object({ userId, channel: AddressChannel })
  .meta({ id: 'UserVerified', description: 'A user proved an address.' });

export const UserSuspended = z
  .object({ userId })
  .meta({ id: 'UserSuspended', description: 'An account may no longer be used.' });

export const UserReinstated = z
  .object({ userId })
  .meta({ id: 'UserReinstated', description: 'A suspended account may be used again.' });

export const SessionRevoked = z
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
      ],
      {
        id: 'RevocationReason',
        description:
          '`logout`: its owner signed out; `ended_elsewhere`: its owner ended it from another session; `reuse`: a refresh token was used twice; `address_changed` and `address_restored`: an address of the account was replaced, or set back; `roles_changed`: its owner may do something else from now on.',
      },
    ),
  })
  .meta({ id: 'SessionRevoked', description: 'A sign-in session ended before its time.' });
