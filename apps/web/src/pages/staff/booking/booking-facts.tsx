import type { StaffBooking } from '@edu/client';
import { deviceZone, MoneyText, timeText, useReader } from '@edu/ui';

/** When, who, for how much, what is left of it, and how it got here. */
export function BookingFacts({ found }: { readonly found: StaffBooking }) {
  const { locale, t } = useReader();
  const { booking, left, history } = found;
  const { startsAt, mode, price, learnerName, learnerId, providerName, providerId } = booking;
  const at = (instant: string) => timeText(instant, deviceZone(), locale, 'both');
  return (
    <dl className="facts">
      <div>
        <dt>{t('lessons.when')}</dt>
        <dd>{at(startsAt)}</dd>
      </div>
      <div>
        <dt>{t('outcome.learner')}</dt>
        <dd>
          <bdi>{learnerName ?? learnerId}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t('outcome.provider')}</dt>
        <dd>
          <bdi>{providerName ?? providerId}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t('lessons.where')}</dt>
        <dd>{t(`lessons.mode.${mode}`)}</dd>
      </div>
      <div>
        <dt>{t('lessons.price')}</dt>
        <dd>
          <MoneyText money={price} />
        </dd>
      </div>
      <div>
        <dt>{t('staff.booking.left')}</dt>
        <dd>
          <MoneyText money={left} />
        </dd>
      </div>
      <div>
        <dt>{t('lessons.history')}</dt>
        <dd>
          <ul className="history">
            {history.map((change) => (
              <li key={`${change.at} ${change.to}`}>
                {at(change.at)} · {t('staff.booking.became', { state: change.to })} ·{' '}
                <span className="address">{change.actor}</span>
                {change.reason && <blockquote dir="auto">{change.reason}</blockquote>}
              </li>
            ))}
          </ul>
        </dd>
      </div>
    </dl>
  );
}
