import type { PaymentReview } from '@edu/client';
import { formatMoney } from '@edu/contract-kit';
import { countryName, useReader } from '@edu/ui';
import { timeSpan } from './time-span.ts';

const KINDS = [
  'amount',
  'new_account',
  'many_payments',
  'many_numbers',
  'shared_number',
  'number_elsewhere',
  'many_cards',
  'shared_card',
  'many_declines',
] as const;

/** The text of a kind of rule; a later platform may have more. */
export const kindOf = (kind: string) => KINDS.find((one) => one === kind) ?? 'other';

/** What rules saw of a payment, with its figures. */
export function Findings({ findings }: Pick<PaymentReview, 'findings'>) {
  const { locale, t } = useReader();
  return (
    <>
      <h3>{t('risk.why')}</h3>
      <ul>
        {findings.map(({ kind, figure, from, withinMinutes, countries }) => {
          const [of = '', by = ''] = countries ?? [];
          const params = {
            ...{ figure, age: timeSpan(figure, locale), of: countryName(of, locale) },
            within: timeSpan(withinMinutes ?? 0, locale),
            from: kind === 'number_elsewhere' ? countryName(by, locale) : formatMoney(from, locale),
          };
          return <li key={kind}>{t(`risk.finding.${kindOf(kind)}`, params)}</li>;
        })}
      </ul>
    </>
  );
}
