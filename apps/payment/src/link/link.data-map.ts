import type { DataMap } from '@edu/data-rights/data-map';

export const ACCOUNTS = 'ten years, as accounts are';
const ACCOUNTING = 'Accounting for money: with the id alone, which leads to nobody.';
export const keep = { keep: ACCOUNTING };

const UNLESS_PAID = `90 days; ${ACCOUNTS}, where something was paid by it`;
const unpaid = (by: string) =>
  `created_at < now() - interval '90 days' AND NOT EXISTS (SELECT FROM payment WHERE ${by})`;

/** By what somebody may pay, whoever they are, and in which money. */
export const linksAndQuotes: DataMap = {
  payment_link: {
    person: 'owner_id = :user',
    key: 'id',
    purpose: 'Letting somebody else pay for a lesson, or for several.',
    personal: 'id booking_id others created_at withdrawn_at',
    withheld: 'owner_id token_hash',
    other: 'slot',
    retention: UNLESS_PAID,
    purge: unpaid('link_id = payment_link.id'),
    erase: keep,
  },
  payment_quote: {
    about: 'What a price was in other money, and by which rate.',
    other:
      'id booking_id amount currency charged_amount charged_currency rate_micros rate_source rate_at created_at expires_at',
    retention: UNLESS_PAID,
    purge: unpaid('quote_id = payment_quote.id'),
  },
};
