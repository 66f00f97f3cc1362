import { formatMoney, Instant, Money } from '@edu/contract-kit';
import { PAYOUT_FAILURES } from '@edu/contracts-payment';
import { z } from 'zod';
import { momentText } from './moment-text.ts';
import { defineTemplate } from './template.ts';

/** To whoever paid: money goes back, and they choose how. */
export const refundOffered = defineTemplate({
  name: 'refund-offered',
  facts: z.object({ amount: Money }),
  parts: ({ amount }, { locale }) => ({
    title: 'notifications.refund-offered.title',
    lines: [
      ['notifications.refund-offered.what', { amount: formatMoney(amount, locale) }],
      'notifications.refund-offered.choice',
    ],
    link: { path: '/account/credit', label: 'notifications.refund-offered.link' },
  }),
});

const link = { path: '/account/credit', label: 'notifications.credit-payout.link' as const };

/** To whoever has the account: somebody else may have done it. */
export const creditPayoutAsked = defineTemplate({
  name: 'credit-payout-asked',
  facts: z.object({ amount: Money, operator: z.string(), sentAt: Instant.nullable() }),
  parts: ({ amount, operator, sentAt }, { locale, zone }) => ({
    title: 'notifications.credit-payout-asked.title',
    lines: [
      ['notifications.credit-payout-asked.what', { amount: formatMoney(amount, locale), operator }],
      sentAt === null
        ? 'notifications.credit-payout-asked.checked'
        : ['notifications.credit-payout-asked.when', { day: momentText(sentAt, locale, zone) }],
      'notifications.credit-payout-asked.notYou',
    ],
    link,
  }),
});

export const creditPaidOut = defineTemplate({
  name: 'credit-paid-out',
  facts: z.object({ amount: Money, operator: z.string() }),
  parts: ({ amount, operator }, { locale }) => ({
    title: 'notifications.credit-paid-out.title',
    lines: [
      ['notifications.credit-paid-out.what', { amount: formatMoney(amount, locale), operator }],
    ],
    link,
  }),
});

export const creditPayoutFailed = defineTemplate({
  name: 'credit-payout-failed',
  facts: z.object({ amount: Money, operator: z.string(), failure: z.string() }),
  parts: ({ amount, operator, failure }, { locale }) => ({
    title: 'notifications.payout-failed.title',
    lines: [
      [
        'notifications.credit-payout-failed.what',
        { amount: formatMoney(amount, locale), operator },
      ],
      [
        'notifications.credit-payout-failed.why',
        { failure: PAYOUT_FAILURES.some((one) => one === failure) ? failure : 'other' },
      ],
    ],
    link,
  }),
});

/** About credit, and what may become of it. */
export const CREDIT_TEMPLATES = [
  refundOffered,
  creditPayoutAsked,
  creditPaidOut,
  creditPayoutFailed,
] as const;
