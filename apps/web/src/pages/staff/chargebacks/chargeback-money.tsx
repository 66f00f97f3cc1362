import type { Chargeback } from '@edu/client';
import { MoneyText, useReader } from '@edu/ui';

/** Where the money of each lesson is meanwhile, and who has lost it. */
export function ChargebackMoney({ chargeback }: { readonly chargeback: Chargeback }) {
  const { t } = useReader();
  const isOver = chargeback.closedAt !== null;
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
    </ul>
  );
}
