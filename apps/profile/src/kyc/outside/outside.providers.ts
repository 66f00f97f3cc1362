import type { Provider } from '@nestjs/common';
import { Clock } from '@edu/service';
import { Work } from '@edu/work';
import { ProfileConfig } from '../../app.config.ts';
import { ProfileDb } from '../../profile.db.ts';
import { KycCases } from '../kyc-cases.service.ts';
import { KycVault } from '../kyc-vault.service.ts';
import { OutsideJobs } from './outside-jobs.service.ts';
import { SmileIdClient } from './smile-id.client.ts';

/** The one that the configuration names; null where people alone look at identities. */
export const outsideJobs: Provider = {
  provide: OutsideJobs,
  inject: [ProfileDb, KycCases, KycVault, ProfileConfig, Clock, Work],
  useFactory: (
    db: ProfileDb,
    cases: KycCases,
    vault: KycVault,
    config: ProfileConfig,
    clock: Clock,
    work: Work,
  ) => {
    if (config.KYC_IDENTITY_BY === 'people') return null;
    const { SMILE_ID_URL: url, SMILE_ID_PARTNER_ID: partnerId, SMILE_ID_API_KEY: apiKey } = config;
    if (!partnerId || !apiKey) {
      throw new Error('SMILE_ID_PARTNER_ID and SMILE_ID_API_KEY are not set');
    }
    const now = () => clock.now();
    const publicUrl = config.PUBLIC_URL;
    const check = new SmileIdClient({ url, partnerId, apiKey, publicUrl, now });
    return new OutsideJobs(db, cases, vault, check, clock, work);
  },
};
