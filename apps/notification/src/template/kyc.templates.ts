import { DateFormat, Instant, KYC_CHECKS, type Locale } from '@edu/contract-kit';
import { z } from 'zod';
import { defineTemplate } from './template.ts';

/** What a message about a check says; nothing of the documents. */
const KycFacts = z.object({
  /** A check of a later release is named in general words. */
  check: z.string(),
  validUntil: Instant.nullable(),
});

const link = { path: '/account/verification', label: 'notifications.kyc.link' as const };

const named = (check: string) => ({
  check: KYC_CHECKS.some((one) => one === check) ? check : 'other',
});

const day = (instant: string | null, locale: Locale) => ({
  limited: instant === null ? 'no' : 'yes',
  day:
    instant === null
      ? ''
      : new DateFormat(locale, {
          ...{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
        }).format(new Date(instant)),
});

export const kycApproved = defineTemplate({
  name: 'kyc-approved',
  facts: KycFacts,
  parts: ({ check, validUntil }, { locale }) => ({
    title: 'notifications.kyc-approved.title',
    lines: [
      ['notifications.kyc-approved.what', { ...named(check), ...day(validUntil, locale) }],
      'notifications.kyc-approved.shown',
    ],
    link,
  }),
});

export const kycRejected = defineTemplate({
  name: 'kyc-rejected',
  facts: KycFacts,
  parts: ({ check }) => ({
    title: 'notifications.kyc-rejected.title',
    lines: [['notifications.kyc-rejected.what', named(check)], 'notifications.kyc-rejected.advice'],
    link,
  }),
});

export const kycExpiring = defineTemplate({
  name: 'kyc-expiring',
  facts: KycFacts,
  parts: ({ check, validUntil }, { locale }) => ({
    title: 'notifications.kyc-expiring.title',
    lines: [
      ['notifications.kyc-expiring.what', { ...named(check), ...day(validUntil, locale) }],
      'notifications.kyc-expiring.advice',
    ],
    link,
  }),
});

export const kycExpired = defineTemplate({
  name: 'kyc-expired',
  facts: KycFacts,
  parts: ({ check }) => ({
    title: 'notifications.kyc-expired.title',
    lines: [
      ['notifications.kyc-expired.what', named(check)],
      ['notifications.kyc-expired.effect', named(check)],
    ],
    link,
  }),
});
