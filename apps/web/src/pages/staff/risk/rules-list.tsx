import { useQuery } from '@tanstack/react-query';
import { formatMoney } from '@edu/contract-kit';
import { QueryView, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { kindOf } from './findings.tsx';
import { timeSpan } from './time-span.ts';

/** The rules that hold, and what they do. */
export function RulesList() {
  const { locale, t } = useReader();
  const api = useApi();
  const query = useQuery({
    queryKey: ['risk rules'],
    queryFn: ({ signal }) => api.get('/api/v1/staff/risk/rules', { signal }),
  });
  return (
    <QueryView query={query}>
      {({ items }) => (
        <>
          <p className="field-hint">{t('risk.rules.means')}</p>
          <ul>
            {items.map(({ kind, action, currency, from, threshold, withinMinutes, validFrom }) => {
              const within = timeSpan(withinMinutes ?? 0, locale);
              return (
                <li key={`${kind} ${action} ${currency} ${validFrom}`}>
                  {t(`risk.rule.${kindOf(kind)}`, { threshold: threshold ?? 0, within })}
                  {' · '}
                  {t('risk.rule.from', { from: formatMoney(from, locale) })}
                  {' · '}
                  <strong>{t('risk.action', { action })}</strong>
                </li>
              );
            })}
          </ul>
          {items.some(({ kind }) => kind === 'many_declines') && (
            <p className="field-hint">{t('risk.rules.declines')}</p>
          )}
        </>
      )}
    </QueryView>
  );
}
