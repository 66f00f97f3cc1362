import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import type { FxPositions } from '@edu/client';
import { EmptyState, LazyDetails, MoneyText, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { staffPlacesOf } from '../../../shell/staff-places.ts';
import { ledgerPath } from '../ledger/ledger-address.ts';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { StaffOnly } from '../staff-only.tsx';
import { positive, ResultText } from './result-text.tsx';

const ExchangeForm = lazy(async () => ({
  default: (await import('./exchange-form.tsx')).ExchangeForm,
}));

/** Finance: what is open between currencies, and what banks have exchanged of it. */
export function FxView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="fx" />
      <h1>{t('fx.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).includes('fx')}>{() => <Fx />}</StaffOnly>
    </div>
  );
}

function Fx() {
  const { locale, t } = useReader();
  const api = useApi();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: ['fx'],
    queryFn: ({ signal }) => api.get('/api/v1/staff/fx', { signal }),
  });
  if (needsSecondFactor(query.error)) return <SecondFactorNotice />;
  // The badge of adjustments.
  const reload = () => void queries.invalidateQueries({ queryKey: ['adjustments'] });
  return (
    <>
      <section className="card">
        <p className="field-hint">{t('fx.means')}</p>
        <LazyDetails summary={t('fx.propose')}>
          <ExchangeForm onProposed={reload} />
        </LazyDetails>
        <a href={`/${locale}/staff/adjustments`}>{t('fx.waiting')}</a>
      </section>
      <QueryView query={query}>
        {(positions) => (
          <>
            <Open {...positions} />
            <Results {...positions} />
          </>
        )}
      </QueryView>
    </>
  );
}

/** Each pair of currencies, and the way to the payments that it came from. */
function Open({ items, balances }: FxPositions) {
  const { locale, t } = useReader();
  return (
    <section aria-labelledby="open">
      <h2 id="open">{t('fx.open')}</h2>
      {items.length === 0 && <EmptyState title={t('fx.none')} />}
      <ul className="cards">
        {items.map(({ taken, owed }) => (
          <li
            key={`${taken.currency} ${owed.currency}`}
            className="card"
            data-fx={`${taken.currency} ${owed.currency}`}
          >
            <dl className="facts">
              <div>
                <dt>{t(taken.amount < 0 ? 'fx.short' : 'fx.taken')}</dt>
                <dd>
                  <MoneyText money={positive(taken)} />
                </dd>
              </div>
              <div>
                <dt>{t(owed.amount < 0 ? 'fx.owedBack' : 'fx.owed')}</dt>
                <dd>
                  <MoneyText money={positive(owed)} />
                </dd>
              </div>
            </dl>
          </li>
        ))}
      </ul>
      <ul>
        {balances.map(({ currency }) => (
          <li key={currency}>
            <a href={`/${locale}${ledgerPath({ account: 'fx', owner: 'platform', currency })}`}>
              {t('fx.whence', { currency })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Results({ results }: FxPositions) {
  const { t } = useReader();
  if (results.length === 0) return null;
  return (
    <section className="card" aria-labelledby="results">
      <h2 id="results">{t('fx.results')}</h2>
      <ul>
        {results.map((result) => (
          <li key={result.currency}>
            <ResultText result={result} />
          </li>
        ))}
      </ul>
    </section>
  );
}
