import type { Payouts } from '@edu/client';
import {
  deviceZone,
  EmptyState,
  MoneyText,
  QueryView,
  TimeText,
  useReader,
  ZoneNote,
} from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { usePages } from '../../../island/use-pages.ts';
import { TeachingNav } from '../teaching-nav.tsx';
import { PayoutAccounts } from './payout-accounts.tsx';

/** Where earnings are paid to, what comes next, and what was paid. */
export function PayoutsView() {
  const { t } = useReader();
  const api = useApi();
  const payouts = usePages(['payouts'], (page, signal) =>
    api.get('/api/v1/me/payouts', { params: { query: page }, signal }),
  );
  return (
    <>
      <TeachingNav at="payouts" />
      <h1>{t('payouts.title')}</h1>
      <p>{t('payouts.lead')}</p>
      <QueryView query={payouts}>
        {({ pages }) => (
          <>
            <PayoutAccounts
              accounts={pages[0]!.accounts}
              countries={pages[0]!.countries}
              apps={pages[0]!.apps}
              onChanged={() => void payouts.refetch()}
            />
            <NextPayouts next={pages[0]!.next} />
            <History
              items={pages.flatMap((page) => page.items)}
              more={payouts.hasNextPage ? () => void payouts.fetchNextPage() : undefined}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

function NextPayouts({ next }: Pick<Payouts, 'next'>) {
  const { t } = useReader();
  const zone = deviceZone();
  if (next.length === 0) return null;
  return (
    <>
      <h2>{t('payouts.next')}</h2>
      <dl className="totals">
        {next.map(({ payable, minimum, at, blocked }) => (
          <div key={payable.currency} className="card">
            <dt>{t('payouts.next.payable')}</dt>
            <dd className="amount">
              <MoneyText money={payable} />
            </dd>
            {at !== null && (
              <>
                <dt>{t('payouts.next.at')}</dt>
                <dd>
                  <TimeText at={at} zone={zone} />
                </dd>
              </>
            )}
            {blocked === 'below_minimum' && (
              <>
                <dt>{t('payouts.next.minimum')}</dt>
                <dd>
                  <MoneyText money={minimum} />
                </dd>
              </>
            )}
            {blocked !== null && blocked !== 'below_minimum' && (
              <dd>{t('payouts.next.blocked', { why: blocked })}</dd>
            )}
          </div>
        ))}
      </dl>
    </>
  );
}

interface HistoryProps extends Pick<Payouts, 'items'> {
  /** Undefined when all is there. */
  readonly more: (() => void) | undefined;
}

function History({ items, more }: HistoryProps) {
  const { t } = useReader();
  const zone = deviceZone();
  return (
    <>
      <h2>{t('payouts.history')}</h2>
      {items.length === 0 ? (
        <EmptyState title={t('payouts.history.none')}>
          <p>{t('payouts.history.noneDetail')}</p>
        </EmptyState>
      ) : (
        <>
          <ZoneNote zone={zone} />
          <ul className="entries">
            {items.map(({ id, amount, operator, payeeEnd: end, state, failure, ...times }) => (
              <li key={id} className="card" data-payout={id}>
                <strong>
                  <MoneyText money={amount} />
                </strong>
                <p>
                  {t('payouts.state', { state })}
                  {' · '}
                  <TimeText at={times.endedAt ?? times.createdAt} zone={zone} />
                </p>
                <p className="field-hint">{t('payouts.to', { operator, end })}</p>
                {state === 'on_its_way' && <p className="field-hint">{t('payouts.state.slow')}</p>}
                {failure !== null && (
                  <p>
                    {t('payouts.failure', { failure })} {t('payouts.failure.again')}
                  </p>
                )}
              </li>
            ))}
          </ul>
          {more && (
            <button type="button" className="quiet" onClick={more}>
              {t('payouts.more')}
            </button>
          )}
        </>
      )}
    </>
  );
}
