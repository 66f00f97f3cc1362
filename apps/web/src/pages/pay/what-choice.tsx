import type { Booking } from '@edu/client';
import { formatMoney, type Money } from '@edu/contract-kit';
import { deviceZone, TimeText, useReader } from '@edu/ui';
import { AtOnceChoice } from './at-once-choice.tsx';

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
  return (
    <div className="reserve">
      <AtOnceChoice
        title={t('booking.pay.what.title')}
        one={t('booking.pay.what.one', { price: formatMoney(price, locale) })}
        count={others.length + 1}
        {...{ total, atOnce, onChoose }}
      />
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
