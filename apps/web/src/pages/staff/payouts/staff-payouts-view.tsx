import { useQuery } from '@tanstack/react-query';
import { EmptyState, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { staffPlacesOf } from '../../../shell/staff-places.ts';
import { needsSecondFactor, SecondFactorNotice } from '../second-factor-notice.tsx';
import { StaffNav } from '../staff-nav.tsx';
import { StaffOnly } from '../staff-only.tsx';
import { HeldPayouts } from './held-payouts.tsx';
import { PayoutFacts } from './payout-facts.tsx';
import { PayoutToApprove } from './payout-to-approve.tsx';
import { WaitingAccount } from './waiting-account.tsx';

/** What finance decides about payouts: numbers, large ones, and what failed. */
export function StaffPayoutsView() {
  const { t } = useReader();
  return (
    <div className="account">
      <StaffNav at="payouts" />
      <h1>{t('payouts.staff.title')}</h1>
      <StaffOnly isFor={(user) => staffPlacesOf(user).includes('payouts')}>
        {({ id }) => <Lists me={id} />}
      </StaffOnly>
    </div>
  );
}

function Lists({ me }: { readonly me: string }) {
  const { t } = useReader();
  const api = useApi();
  const query = useQuery({
    queryKey: ['staff payouts'],
    queryFn: ({ signal }) => api.get('/api/v1/staff/payouts', { signal }),
    // Others decide as well.
    staleTime: 0,
    gcTime: 0,
  });
  const reload = () => void query.refetch();
  if (needsSecondFactor(query.error)) return <SecondFactorNotice />;
  return (
    <QueryView query={query}>
      {({ toApprove, accounts, failed, held }) => (
        <>
          <h2>{t('payouts.staff.accounts')}</h2>
          {accounts.length === 0 && <EmptyState title={t('payouts.staff.accounts.none')} />}
          <ul className="cards">
            {accounts.map((account) => (
              <WaitingAccount key={account.id} account={account} onDecided={reload} />
            ))}
          </ul>
          <h2>{t('payouts.staff.toApprove')}</h2>
          {toApprove.length === 0 && <EmptyState title={t('payouts.staff.toApprove.none')} />}
          <ul className="cards">
            {toApprove.map((payout) => (
              <PayoutToApprove key={payout.id} payout={payout} me={me} onDecided={reload} />
            ))}
          </ul>
          <HeldPayouts held={held} />
          <h2>{t('payouts.staff.failed')}</h2>
          {failed.length === 0 && <EmptyState title={t('payouts.staff.failed.none')} />}
          <ul className="cards">
            {failed.map((payout) => (
              <li key={payout.id} className="card" data-payout={payout.id}>
                <PayoutFacts payout={payout} />
                <p>
                  <code>{payout.failure}</code>
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </QueryView>
  );
}
