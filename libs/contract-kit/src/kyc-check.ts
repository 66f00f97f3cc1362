import { z } from 'zod';
import { openEnum } from './open-enum.ts';

/** What a provider may have checked. */
export const KYC_CHECKS = ['identity', 'diploma', 'criminal_record', 'address'] as const;
export type KycCheck = (typeof KYC_CHECKS)[number];

const meaning =
  '`identity`: who somebody is; `diploma`: what they have learnt; `criminal_record`: an extract of it, ' +
  'for work with minors; `address`: where they live.';

/** As callers write it. */
export const KycCheckName = z.enum(KYC_CHECKS).meta({ id: 'KycCheckName', description: meaning });

/** As callers read it: more may come. */
export const VerifiedCheck = openEnum(KYC_CHECKS, {
  id: 'VerifiedCheck',
  description: `What was checked of a provider. ${meaning}`,
});
