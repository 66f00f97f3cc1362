import { formatMoney, Money } from '@edu/contract-kit';
import { z } from 'zod';
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
