import type { Credit } from '@edu/client';
import { deviceZone, MoneyText, TimeText, useReader } from '@edu/ui';

/** What was paid out of credit, and what is on its way. */
export function PaidOut({ payouts }: Pick<Credit, 'payouts'>) {
  const { t } = useReader();
  const zone = deviceZone();
  return (
    <section aria-labelledby="paid-out">
      <h2 id="paid-out">{t('credit.paidOut')}</h2>
      <ul className="entries">
        {payouts.map(({ id, amount, operator, payeeEnd: end, state, failure, ...times }) => (
          <li key={id} className="card" data-payout={id}>
            <strong>
              <MoneyText money={amount} />
            </strong>
            <p>
              {t('credit.paidOut.state', { state })}
              {' · '}
              <TimeText at={times.endedAt ?? times.createdAt} zone={zone} />
            </p>
            {times.sentAt !== null && (
              <p>
                {t('credit.paidOut.leaves')} <TimeText at={times.sentAt} zone={zone} />
              </p>
            )}
            <p className="field-hint">{t('credit.paidOut.to', { operator, end })}</p>
            {failure !== null && <p>{t('credit.paidOut.failure', { failure })}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
