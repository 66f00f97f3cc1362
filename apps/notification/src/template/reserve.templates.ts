import { Currency, intlLocale } from '@edu/contract-kit';
import { z } from 'zod';
import { defineTemplate } from './template.ts';

const link = { path: '/teaching/earnings', label: 'notifications.reserve.link' as const };

/** Why is said where they earn, and in no message. */
export const reserveSet = defineTemplate({
  name: 'reserve-set',
  facts: z.object({
    /** Hundredths of a percent. */
    bps: z.int(),
    days: z.int(),
  }),
  parts: ({ bps, days }, { locale }) => {
    const percent = { style: 'percent', maximumFractionDigits: 2 } as const;
    const share = new Intl.NumberFormat(intlLocale(locale), percent).format(bps / 10_000);
    return {
      title: bps === 0 ? 'notifications.reserve-lifted.title' : 'notifications.reserve-set.title',
      lines: [
        ['notifications.reserve-set.what', { share: bps === 0 ? 'none' : share, days }],
        'notifications.reserve-set.why',
      ],
      link,
    };
  },
});

export const reserveLifted = defineTemplate({
  name: 'reserve-lifted',
  facts: z.object({ currency: Currency }),
  parts: ({ currency }) => ({
    title: 'notifications.reserve-lifted.title',
    lines: [['notifications.reserve-lifted.what', { currency }]],
    link,
  }),
});

/** About what is kept of what providers earn. */
export const RESERVE_TEMPLATES = [reserveSet, reserveLifted] as const;
