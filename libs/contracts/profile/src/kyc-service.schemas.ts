import { Id, Instant, line } from '@edu/contract-kit';
import { z } from 'zod';

export const ReceiveKycCallback = z
  .strictObject({
    jobId: Id.describe('The job, as we named it.'),
    timestamp: line(60).meta({
      description: 'When it was signed, as it says.',
      examples: ['2026-11-26T10:00:00.000Z'],
    }),
    signature: line(200).meta({ description: 'As it says.', examples: ['q83vEjRWeJq83vEjRWeJ'] }),
  })
  .meta({ id: 'ReceiveKycCallback', description: 'What a callback says of itself.' });

export const KycCallbackReceived = z
  .object({ received: z.literal(true).describe('It need not be sent again.') })
  .meta({ id: 'KycCallbackReceived', description: 'It was signed, and we ask.' });

export const UserKeysRotated = z
  .object({ resealed: z.int().describe('How many were sealed anew; ask again until none is.') })
  .meta({ id: 'UserKeysRotated', description: 'Keys of users are under the newest master key.' });

export const identityUntil = Instant.nullable().describe(
  'Until when the check of the provider’s identity counts; null: it does not.',
);

/** All that others keep of a check: no documents, no names. */
export const CheckedIdentity = z
  .object({
    providerId: Id.describe('Whose identity.'),
    identityUntil,
    version: z.int().describe('Of the provider’s profile: larger is later.'),
  })
  .meta({ id: 'CheckedIdentity', description: 'Until when the identity of a provider counts.' });

export const SeedIdentity = z
  .strictObject({ providerId: Id.describe('Whose; there is a profile.') })
  .meta({ id: 'SeedIdentity', description: 'Whose identity counts from now on.' });

export const IdentitySeeded = z
  .object({ identityUntil })
  .meta({ id: 'IdentitySeeded', description: 'The identity counts.' });
