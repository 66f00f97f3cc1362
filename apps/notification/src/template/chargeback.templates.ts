import { formatMoney, Money } from '@edu/contract-kit';
import { z } from 'zod';
import { defineTemplate } from './template.ts';

const OpenedFacts = z.object({
  side: z.enum(['payer', 'provider']),
  /** What the bank takes; for the provider, what of theirs waits. */
  amount: Money,
});
const ClosedFacts = OpenedFacts.extend({
  outcome: z.enum(['won', 'lost']),
  /** Of a later release it may be somebody else. */
  borneBy: z.string().nullable(),
});

/** Of a lesson that nobody has earned yet nothing of the provider’s waits. */
const noneOf = ({ amount }: Money) => (amount === 0 ? '_none' : '');

const LINKS = {
  payer: { path: '/account/statement', label: 'notifications.chargeback.payerLink' },
  provider: { path: '/teaching/earnings', label: 'notifications.chargeback.providerLink' },
} as const;

export const chargebackOpened = defineTemplate({
  name: 'chargeback-opened',
  facts: OpenedFacts,
  parts: ({ side, amount }, { locale }) => ({
    title: 'notifications.chargeback-opened.title',
    lines: [
      [
        'notifications.chargeback-opened.what',
        { how: `${side}${noneOf(amount)}`, amount: formatMoney(amount, locale) },
      ],
      ['notifications.chargeback-opened.advice', { side }],
    ],
    link: LINKS[side],
  }),
});

export const chargebackClosed = defineTemplate({
  name: 'chargeback-closed',
  facts: ClosedFacts,
  parts: ({ side, amount, outcome, borneBy }, { locale }) => ({
    title: 'notifications.chargeback-closed.title',
    lines: [
      [
        'notifications.chargeback-closed.what',
        {
          how:
            side === 'payer'
              ? `payer_${outcome}`
              : `provider_${borneBy ?? outcome}${noneOf(amount)}`,
          amount: formatMoney(amount, locale),
        },
      ],
    ],
    link: LINKS[side],
  }),
});

/** About payments that banks take back. */
export const CHARGEBACK_TEMPLATES = [chargebackOpened, chargebackClosed] as const;
