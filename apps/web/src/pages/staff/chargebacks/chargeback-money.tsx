import type { Chargeback } from '@edu/client';
import { MoneyText, useReader } from '@edu/ui';

/** Where the money of each lesson is meanwhile, who has lost it, and what handling it costs us. */
export function ChargebackMoney({ chargeback }: { readonly chargeback: Chargeback }) {
  const { t } = useReader();
  const isOver = chargeback.closedAt !== null;
  const { fee, feeReturned } = chargeback;
  return (
    <ul>
      {chargeback.lessons.map(({ bookingId, held, earned, amount, borneBy }) => (
        <li key={bookingId}>
          {t('chargebacks.lesson', { end: bookingId.slice(-4) })} <MoneyText money={amount} />
          {!isOver && (
            <>
              <br />
              {t('chargebacks.held')} <MoneyText money={held} />
              <br />
              {t('chargebacks.earned')} <MoneyText money={earned} />
            </>
          )}
          {borneBy && (
            <>
              <br />
              {t('chargebacks.borneBy', { who: borneBy })}
            </>
          )}
        </li>
      ))}
      {fee && (
        <li>
          {t('chargebacks.fee')} <MoneyText money={fee} />
          {feeReturned && (
            <>
              <br />
              {t('chargebacks.feeReturned')} <MoneyText money={feeReturned} />
            </>
          )}
        </li>
      )}
    </ul>
  );
}
