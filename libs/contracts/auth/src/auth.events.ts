import { AddressChannel, Id, Locale, RoleName } from '@edu/contract-kit';
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
