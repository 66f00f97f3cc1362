import { useQuery } from '@tanstack/react-query';
import type { Credit } from '@edu/client';
import { EmptyState, MoneyText, QueryView, useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { WaitingRefund } from './waiting-refund.tsx';

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
        {({ balances, waiting }) => (
          <>
            <Balances balances={balances} />
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

function Balances({ balances }: Pick<Credit, 'balances'>) {
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
        </div>
      ))}
    </dl>
  );
}
