import { defineEvent, Id, Instant, VerifiedCheck } from '@edu/contract-kit';
import { z } from 'zod';
import { identityUntil } from './kyc-service.schemas.ts';
import { KycRejection } from './kyc.schemas.ts';

const about = {
  providerId: Id.describe('Whose documents.'),
  caseId: Id.describe('The case.'),
  check: VerifiedCheck,
  verified: z
    .array(VerifiedCheck)
    .describe('All that is checked of the provider and counts, from then on.'),
  identityUntil,
  version: z.int().describe('Of the provider’s profile: of two events the larger one is later.'),
};

const KycApproved = z
  .object({
    ...about,
    validUntil: Instant.nullable().describe('Until when it counts; null: for good.'),
  })
  .meta({ id: 'KycApproved', description: 'A check of a provider counts from now on.' });
const KycRejected = z
  .object({ ...about, reason: KycRejection })
  .meta({ id: 'KycRejected', description: 'Documents of a provider were not accepted.' });
const KycExpired = z
  .object(about)
  .meta({ id: 'KycExpired', description: 'A check of a provider does not count any more.' });
const KycExpiring = z
  .object({ ...about, validUntil: Instant.describe('Until when it counts.') })
  .meta({ id: 'KycExpiring', description: 'A check of a provider has to be renewed.' });

export const kycEvents = {
  kycApproved: defineEvent('evt.profile.kyc_approved.v1', {
    summary: 'A check of a provider counts from now on',
    aggregate: 'providerId',
    data: KycApproved,
  }),
  kycRejected: defineEvent('evt.profile.kyc_rejected.v1', {
    summary: 'Documents of a provider were not accepted',
    aggregate: 'providerId',
    data: KycRejected,
  }),
  kycExpiring: defineEvent('evt.profile.kyc_expiring.v1', {
    summary: 'A check of a provider has to be renewed soon',
    aggregate: 'providerId',
    data: KycExpiring,
  }),
  kycExpired: defineEvent('evt.profile.kyc_expired.v1', {
    summary: 'A check of a provider does not count any more',
    aggregate: 'providerId',
    data: KycExpired,
  }),
};
