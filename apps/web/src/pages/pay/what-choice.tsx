import type { Booking } from '@edu/client';
import { formatMoney, type Money } from '@edu/contract-kit';
import { deviceZone, TimeText, useReader } from '@edu/ui';

interface WhatChoiceProps {
  readonly price: Money;
  /** Of this lesson and the others. */
  readonly total: Money;
  /** At least one. */
  readonly others: readonly Booking[];
  readonly atOnce: boolean;
  readonly onChoose: (atOnce: boolean) => void;
}

/** What to pay for: one lesson of a series, or all that are to be paid. */
export function WhatChoice({ price, total, others, atOnce, onChoose }: WhatChoiceProps) {
  const { locale, t } = useReader();
  const count = others.length + 1;
  const radio = (isAll: boolean, label: string) => (
    <label>
      <input type="radio" name="what" checked={atOnce === isAll} onChange={() => onChoose(isAll)} />
      <span>{label}</span>
    </label>
  );
  return (
    <div className="reserve">
      <fieldset className="choice">
        <legend>{t('booking.pay.what.title')}</legend>
        {radio(false, t('booking.pay.what.one', { price: formatMoney(price, locale) }))}
        {radio(true, t('booking.pay.what.all', { count, price: formatMoney(total, locale) }))}
      </fieldset>
      <p className="field-hint" aria-live="polite">
        {t(atOnce ? 'booking.pay.what.allHint' : 'booking.pay.what.oneHint')}
      </p>
      {atOnce && (
        <details>
          <summary>{t('booking.pay.what.others', { count: others.length })}</summary>
          <ul>
            {others.map(({ id, startsAt }) => (
              <li key={id}>
                <TimeText at={startsAt} zone={deviceZone()} shape="both" />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
