import { useQuery } from '@tanstack/react-query';
import { countryName, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { percentText } from './percent.ts';

const KINDS = ['all', 'new_provider', 'chargebacks'] as const;

/** The rules that hold, and what they keep of whom. */
export function RulesList() {
  const { locale, t } = useReader();
  const api = useApi();
  const query = useQuery({
    queryKey: ['reserve rules'],
    queryFn: ({ signal }) => api.get('/api/v1/staff/reserves/rules', { signal }),
  });
  return (
    <QueryView query={query}>
      {({ items }) => (
        <>
          <p className="field-hint">{t('reserves.rules.means')}</p>
          {items.length === 0 && <p>{t('reserves.rules.none')}</p>}
          <ul>
            {items.map((rule) => {
              const { kind, currency, country, threshold, withinDays, bps, days, validFrom } = rule;
              const known = KINDS.find((one) => one === kind) ?? 'other';
              return (
                <li key={`${kind} ${currency} ${country} ${validFrom}`}>
                  {t(`reserves.rule.${known}`, {
                    threshold: threshold ?? 0,
                    rate: percentText(threshold ?? 0, locale),
                    within: withinDays ?? 0,
                  })}
                  {country !== null && ` · ${countryName(country, locale)}`}
                  {` · ${currency} · `}
                  {rule.onlyIfChargeable && `${t('reserves.rule.chargeable')} · `}
                  <strong>{t('reserves.share', { share: percentText(bps, locale), days })}</strong>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </QueryView>
  );
}
