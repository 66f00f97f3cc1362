import { useQuery } from '@tanstack/react-query';
import { EmptyState, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { staffPlacesOf } from '../../../shell/staff-places.ts';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { StaffOnly } from '../staff-only.tsx';
import { ChargebackCard } from './chargeback-card.tsx';

/** Payments that banks take back: what to answer, until when, and what came of it. */
export function ChargebacksView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="chargebacks" />
      <h1>{t('chargebacks.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).includes('chargebacks')}>
        {() => <Lists />}
      </StaffOnly>
    </div>
  );
}

function Lists() {
  const { t } = useReader();
  const api = useApi();
  const query = useQuery({
    queryKey: ['chargebacks'],
    queryFn: ({ signal }) => api.get('/api/v1/staff/chargebacks', { signal }),
    // Others decide as well, and so do banks.
    staleTime: 0,
    gcTime: 0,
  });
  if (needsSecondFactor(query.error)) return <SecondFactorNotice />;
  const reload = () => void query.refetch();
  return (
    <QueryView query={query}>
      {({ items }) => {
        const open = items.filter(({ closedAt }) => closedAt === null);
        const closed = items.filter(({ closedAt }) => closedAt !== null);
        return (
          <>
            <h2>{t('chargebacks.open')}</h2>
            {open.length === 0 && <EmptyState title={t('chargebacks.open.none')} />}
            <ul className="cards">
              {open.map((one) => (
                <ChargebackCard key={one.id} chargeback={one} onDecided={reload} />
              ))}
            </ul>
            <h2>{t('chargebacks.closed')}</h2>
            {closed.length === 0 && <EmptyState title={t('chargebacks.closed.none')} />}
            <ul className="cards">
              {closed.map((one) => (
                <ChargebackCard key={one.id} chargeback={one} onDecided={reload} />
              ))}
            </ul>
          </>
        );
      }}
    </QueryView>
  );
}
