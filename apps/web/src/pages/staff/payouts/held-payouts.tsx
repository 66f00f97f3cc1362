import type { StaffPayouts } from '@edu/client';
import { deviceZone, MoneyText, TimeText, useReader } from '@edu/ui';

/** Money that stays with us while the accounts of its owners are suspended. */
export function HeldPayouts({ held }: Pick<StaffPayouts, 'held'>) {
  const { t } = useReader();
  if (held.length === 0) return null;
  return (
    <>
      <h2>{t('payouts.staff.held')}</h2>
      <p>{t('payouts.staff.held.what')}</p>
      <ul className="cards">
        {held.map(({ providerId: id, providerName, payable, since }) => (
          <li key={id + payable.currency} className="card" data-held={id}>
            <h3>
              <MoneyText money={payable} />
            </h3>
            <p>
              <span dir="auto">{providerName ?? t('payouts.staff.whose', { id })}</span>
              <br />
              {t('payouts.staff.held.since')} <TimeText at={since} zone={deviceZone()} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
