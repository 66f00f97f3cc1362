import type { CancellationPreview } from '@edu/client';
import { deviceZone, MoneyText, timeText, useReader } from '@edu/ui';

/** What a cancellation gives back from now on, each step with its end. */
export function RefundsAhead({ steps }: { readonly steps: CancellationPreview['ahead'] }) {
  const { locale, t } = useReader();
  return (
    <section aria-labelledby="ahead">
      <h3 id="ahead">{t('lessons.ahead')}</h3>
      <dl className="terms">
        {steps.map(({ until, refund, refundPct }) => (
          <div key={until}>
            <dt>
              {t('lessons.aheadUntil', { until: timeText(until, deviceZone(), locale, 'both') })}
            </dt>
            <dd>
              <MoneyText money={refund} />{' '}
              {t('lessons.refundPart', {
                percent: refundPct,
                free: refundPct === 100 ? 'yes' : 'no',
              })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
