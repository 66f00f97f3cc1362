import { lazy, Suspense, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Credit } from '@edu/client';
import type { Currency } from '@edu/contract-kit';
import { EmptyState, MoneyText, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { WaitingRefund } from './waiting-refund.tsx';

/** Only once somebody wants it as money, or has had it so. */
const PayOutCredit = lazy(async () => ({
  default: (await import('./pay-out-credit.tsx')).PayOutCredit,
}));
const PaidOut = lazy(async () => ({ default: (await import('./paid-out.tsx')).PaidOut }));

/** What I have as credit, and refunds about which I choose. */
export function CreditView() {
  const { locale, t } = useReader();
  const api = useApi();
  const query = useQuery({
    queryKey: ['credit'],
    queryFn: ({ signal }) => api.get('/api/v1/me/credit', { signal }),
    staleTime: 0,
  });
  return (
    <>
      <h1>{t('credit.title')}</h1>
      <p>{t('credit.lead')}</p>
      <QueryView query={query}>
        {({ balances, payable, payouts, waiting }) => (
          <>
            <Balances {...{ balances, payable }} onChanged={() => void query.refetch()} />
            {payouts.length > 0 && (
              <Suspense fallback={<p className="skeleton">{t('site.loading')}</p>}>
                <PaidOut payouts={payouts} />
              </Suspense>
            )}
            {waiting.length > 0 && (
              <section aria-labelledby="waiting">
                <h2 id="waiting">{t('credit.waiting')}</h2>
                <ul className="cards">
                  {waiting.map((refund) => (
                    <WaitingRefund
                      key={refund.id}
                      refund={refund}
                      onChosen={() => void query.refetch()}
                    />
                  ))}
                </ul>
              </section>
            )}
            <p>
              <a href={`/${locale}/account/statement?as=credit`}>{t('credit.statement')}</a>
            </p>
          </>
        )}
      </QueryView>
    </>
  );
}

interface BalancesProps extends Pick<Credit, 'balances' | 'payable'> {
  readonly onChanged: () => void;
}

function Balances({ balances, payable, onChanged }: BalancesProps) {
  const { t } = useReader();
  if (balances.length === 0) {
    return (
      <EmptyState title={t('credit.none')}>
        <p>{t('credit.noneDetail')}</p>
      </EmptyState>
    );
  }
  return (
    <dl className="totals">
      {balances.map((money) => (
        <div key={money.currency} className="card">
          <dt>{t('credit.balance')}</dt>
          <dd className="amount">
            <MoneyText money={money} />
          </dd>
          {payable.includes(money.currency) && (
            <dd>
              <Wanted currency={money.currency} onDone={onChanged} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}

interface WantedProps {
  readonly currency: Currency;
  readonly onDone: () => void;
}

/** The way to have it as money. */
function Wanted({ currency, onDone }: WantedProps) {
  const { t } = useReader();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <button type="button" onClick={() => setOpen(true)}>
        {t('credit.payOut')}
      </button>
    );
  }
  return (
    <Suspense fallback={<p className="skeleton">{t('site.loading')}</p>}>
      <PayOutCredit {...{ currency, onDone }} onClose={() => setOpen(false)} />
    </Suspense>
  );
}
