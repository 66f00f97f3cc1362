import { Id, line } from '@edu/contract-kit';
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
