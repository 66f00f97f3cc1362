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
import { MoreButton } from '../../../island/more-button.tsx';
import { usePages } from '../../../island/use-pages.ts';
import { TeachingNav } from '../teaching-nav.tsx';
import { ReserveText } from './reserve-text.tsx';

/** What lessons have brought so far, and when it is paid out. */
export function EarningsView() {
  const { locale, t } = useReader();
  const api = useApi();
  const zone = deviceZone();
  const earnings = usePages(['earnings'], (page, signal) =>
    api.get('/api/v1/me/earnings', { params: { query: page }, signal }),
  );
  return (
    <>
      <TeachingNav at="earnings" />
      <h1>{t('teaching.earnings.title')}</h1>
      <QueryView query={earnings}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) {
            return (
              <EmptyState title={t('teaching.earnings.none')}>
                <p>{t('teaching.earnings.noneDetail')}</p>
                <a className="button" href={`/${locale}/teaching/schedule`}>
                  {t('teaching.schedule.title')}
                </a>
              </EmptyState>
            );
          }
          return (
            <>
              <dl className="totals">
                {pages[0]!.totals.map(({ expected, payable, reserved }) => (
                  <div key={expected.currency} className="card">
                    <dt>{t('teaching.earnings.payable')}</dt>
                    <dd className="amount">
                      <MoneyText money={payable} />
                    </dd>
                    {reserved.amount > 0 && (
                      <>
                        <dt>{t('teaching.earnings.reserved')}</dt>
                        <dd>
                          <MoneyText money={reserved} />
                        </dd>
                      </>
                    )}
                    <dt>{t('teaching.earnings.expected')}</dt>
                    <dd>
                      <MoneyText money={expected} />
                    </dd>
                  </div>
                ))}
              </dl>
              <p className="field-hint">{t('teaching.earnings.explained')}</p>
              {pages[0]!.totals.some(({ reserved }) => reserved.amount > 0) && (
                <p className="field-hint">
                  {t('teaching.earnings.reserveMeans')}{' '}
                  <a href={`/${locale}/account/statement?as=reserve`}>
                    {t('teaching.earnings.reserveStatement')}
                  </a>
                </p>
              )}
              <p>
                <a href={`/${locale}/account/statement?as=provider`}>
                  {t('teaching.earnings.statement')}
                </a>
              </p>
              <p>
                <a href={`/${locale}/account/documents?kind=annual_statement`}>
                  {t('teaching.earnings.annual')}
                </a>
              </p>
              <ZoneNote zone={zone} />
              <ul className="entries">
                {items.map(
                  ({
                    bookingId,
                    startsAt,
                    paid,
                    commission,
                    taxes,
                    amount,
                    state,
                    payableAt,
                    reserve,
                  }) => (
                    <li key={bookingId} className="card">
                      <a href={`/${locale}/lessons/${bookingId}`}>
                        <TimeText at={startsAt} zone={zone} />
                      </a>
                      <strong>
                        <MoneyText money={amount} />
                      </strong>
                      <p className="field-hint">
                        {t('teaching.earnings.paid')} <MoneyText money={paid} />
                        {' · '}
                        {t('teaching.earnings.commission')} <MoneyText money={commission} />
                        {taxes.amount > 0 && (
                          <>
                            {' · '}
                            {t('teaching.earnings.taxes')} <MoneyText money={taxes} />
                          </>
                        )}
                      </p>
                      <p className="field-hint">
                        {t(stateText(state))}
                        {payableAt && (
                          <>
                            {' · '}
                            <TimeText at={payableAt} zone={zone} shape="day" />
                          </>
                        )}
                      </p>
                      {reserve && <ReserveText reserve={reserve} />}
                    </li>
                  ),
                )}
              </ul>
              <MoreButton list={earnings} label={t('teaching.more')} />
            </>
          );
        }}
      </QueryView>
    </>
  );
}

/** A later platform may know more states. */
function stateText(state: string) {
  if (state === 'payable') return 'teaching.earnings.isPayable';
  return state === 'held' ? 'teaching.earnings.isHeld' : 'teaching.earnings.isExpected';
}
