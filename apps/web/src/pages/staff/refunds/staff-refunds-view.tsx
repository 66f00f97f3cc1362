import { useQuery } from '@tanstack/react-query';
import { EmptyState, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { staffPlacesOf } from '../../../shell/staff-places.ts';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { StaffOnly } from '../staff-only.tsx';
import { RefundToSend } from './refund-to-send.tsx';

/** What no payment service sends back, and finance does. */
export function StaffRefundsView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="refunds" />
      <h1>{t('credit.staff.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).includes('refunds')}>
        {() => <Refunds />}
      </StaffOnly>
    </div>
  );
}

function Refunds() {
  const { t } = useReader();
  const api = useApi();
  const query = useQuery({
    queryKey: ['staff refunds'],
    queryFn: ({ signal }) => api.get('/api/v1/staff/refunds', { signal }),
    // Others send them as well.
    staleTime: 0,
    gcTime: 0,
  });
  if (needsSecondFactor(query.error)) return <SecondFactorNotice />;
  return (
    <QueryView query={query}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t('credit.staff.none')} />
        ) : (
          <>
            <p>{t('credit.staff.lead')}</p>
            <ul className="cards">
              {items.map((refund) => (
                <RefundToSend key={refund.id} refund={refund} onSent={() => void query.refetch()} />
              ))}
            </ul>
          </>
        )
      }
    </QueryView>
  );
}
