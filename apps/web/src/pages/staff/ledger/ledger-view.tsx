import { lazy } from 'react';
import { EmptyState, LazyDetails, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { MoreButton } from '../../../island/more-button.tsx';
import { usePages } from '../../../island/use-pages.ts';
import { staffPlacesOf } from '../../../shell/staff-places.ts';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { StaffOnly } from '../staff-only.tsx';
import { criteriaOf, queryOf } from './ledger-address.ts';
import { LedgerBalances } from './ledger-balances.tsx';
import { LedgerCard } from './ledger-card.tsx';

const LedgerForm = lazy(async () => ({
  default: (await import('./ledger-form.tsx')).LedgerForm,
}));

/** Finance looks into the books: what an address asks for, or else the newest. */
export function LedgerView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="ledger" />
      <h1>{t('ledger.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).includes('ledger')}>
        {(me) => <Ledger opensBookings={staffPlacesOf(me).includes('disputes')} />}
      </StaffOnly>
    </div>
  );
}

function Ledger({ opensBookings }: { readonly opensBookings: boolean }) {
  const { locale, t } = useReader();
  const api = useApi();
  const criteria = criteriaOf(location.search);
  const isSearch = Object.keys(criteria).length > 0;
  const list = usePages(['ledger', criteria], (page, signal) =>
    api.get('/api/v1/staff/ledger', {
      params: { query: { ...queryOf(criteria), ...page } },
      signal,
    }),
  );
  if (needsSecondFactor(list.error)) return <SecondFactorNotice />;
  return (
    <>
      <section className="card">
        <LazyDetails summary={t('ledger.search')}>
          <LedgerForm criteria={criteria} />
        </LazyDetails>
        {isSearch && <a href={`/${locale}/staff/ledger`}>{t('ledger.all')}</a>}
      </section>
      <QueryView query={list}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return (
            <>
              <LedgerBalances owner={criteria.owner} balances={pages[0]!.balances} />
              <section aria-labelledby="found">
                <h2 id="found">{t(isSearch ? 'ledger.found' : 'ledger.newest')}</h2>
                {items.length === 0 && (
                  <EmptyState title={t(list.hasNextPage ? 'ledger.noneYet' : 'ledger.none')} />
                )}
                <ul className="cards">
                  {items.map((transaction) => (
                    <LedgerCard key={transaction.id} {...{ transaction, opensBookings }} />
                  ))}
                </ul>
              </section>
            </>
          );
        }}
      </QueryView>
      <MoreButton list={list} label={t('ledger.more')} />
    </>
  );
}
