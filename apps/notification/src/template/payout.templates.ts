import { formatMoney, Instant, Money } from '@edu/contract-kit';
import { PAYOUT_FAILURES } from '@edu/contracts-payment';
import { z } from 'zod';
import { momentText } from './moment-text.ts';
import { defineTemplate } from './template.ts';

/** What a message about a payout says; nothing of the number. */
const PaidFacts = z.object({ amount: Money, operator: z.string() });
const FailedFacts = PaidFacts.extend({
  /** One of a later release is said in general words. */
  failure: z.string(),
});
const AccountFacts = z.object({ operator: z.string(), payableFrom: Instant, waits: z.boolean() });

const link = { path: '/teaching/payouts', label: 'notifications.payout.link' as const };

export const payoutPaid = defineTemplate({
  name: 'payout-paid',
  facts: PaidFacts,
  parts: ({ amount, operator }, { locale }) => ({
    title: 'notifications.payout-paid.title',
    lines: [['notifications.payout-paid.what', { amount: formatMoney(amount, locale), operator }]],
    link,
  }),
});

export const payoutFailed = defineTemplate({
  name: 'payout-failed',
  facts: FailedFacts,
  parts: ({ amount, operator, failure }, { locale }) => ({
    title: 'notifications.payout-failed.title',
    lines: [
      ['notifications.payout-failed.what', { amount: formatMoney(amount, locale), operator }],
      [
        'notifications.payout-failed.why',
        { failure: PAYOUT_FAILURES.some((one) => one === failure) ? failure : 'other' },
      ],
    ],
    link,
  }),
});

/** To whoever has the account: somebody else may have done it. */
export const payoutAccountChanged = defineTemplate({
  name: 'payout-account-changed',
  facts: AccountFacts,
  parts: ({ operator, payableFrom, waits }, { locale, zone }) => ({
    title: 'notifications.payout-account-changed.title',
    lines: [
      ['notifications.payout-account-changed.what', { operator }],
      [
        'notifications.payout-account-changed.when',
        {
          waits: waits ? 'yes' : 'no',
          day: momentText(payableFrom, locale, zone),
        },
      ],
      'notifications.payout-account-changed.notYou',
    ],
    link,
  }),
});

/** To whoever has the account, for the same reason. */
export const payoutAccountRemoved = defineTemplate({
  name: 'payout-account-removed',
  facts: z.object({ operator: z.string() }),
  parts: ({ operator }) => ({
    title: 'notifications.payout-account-removed.title',
    lines: [
      ['notifications.payout-account-removed.what', { operator }],
      'notifications.payout-account-removed.next',
      'notifications.payout-account-changed.notYou',
    ],
    link,
  }),
});

/** About what is paid to those who teach. */
export const PAYOUT_TEMPLATES = [
  payoutPaid,
  payoutFailed,
  payoutAccountChanged,
  payoutAccountRemoved,
] as const;
