import type { Approval } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { deviceZone, MoneyText, TimeText, timeText, useReader } from '@edu/ui';
import { LessonTime } from '../lessons/lesson-time.tsx';

const CAPS = ['cap_providers', 'cap_hours', 'cap_monthly'] as const;

/** Which lesson a child asks for, what of it is beyond its caps, and until when to answer. */
export function RequestFacts({ request }: { readonly request: Approval }) {
  const { locale, t } = useReader();
  const { childName, providerId, providerName, startsAt, endsAt, mode, price } = request;
  const { beyond, expiresAt, series } = request;
  const reasons = CAPS.filter((cap) => beyond.includes(cap));
  return (
    <>
      <h3>
        {childName
          ? t(series ? 'family.requests.whoSeries' : 'family.requests.who', {
              name: isolated(childName),
            })
          : t(series ? 'family.requests.series' : 'family.requests.one')}
      </h3>
      <p>
        <a href={`/${locale}/providers/${providerId}`}>
          {providerName ? <bdi>{providerName}</bdi> : t('family.someLesson')}
        </a>
      </p>
      {series ? (
        <AskedTimes lessons={series.lessons} />
      ) : (
        <LessonTime startsAt={startsAt} endsAt={endsAt} />
      )}
      <p>
        {t(`lessons.mode.${mode}`)} · <MoneyText money={price} />
        {series && (
          <>
            {' '}
            · {t('family.requests.total')} <MoneyText money={series.total} />
          </>
        )}
      </p>
      <ul>
        {reasons.map((cap) => (
          <li key={cap}>{t(`family.requests.${cap}`)}</li>
        ))}
      </ul>
      <p className="field-hint">
        {t('family.requests.until', { at: timeText(expiresAt, deviceZone(), locale, 'both') })}
      </p>
    </>
  );
}

/** From when to when they would be; each of them on demand. */
function AskedTimes({ lessons }: Pick<NonNullable<Approval['series']>, 'lessons'>) {
  const { t } = useReader();
  const zone = deviceZone();
  return (
    <details>
      <summary>
        {t('family.requests.lessons', { count: lessons.length })}:{' '}
        <TimeText at={lessons[0]!.startsAt} zone={zone} shape="day" /> –{' '}
        <TimeText at={lessons[lessons.length - 1]!.startsAt} zone={zone} shape="day" />
      </summary>
      <ol>
        {lessons.map(({ startsAt }) => (
          <li key={startsAt}>
            <TimeText at={startsAt} zone={zone} shape="both" />
          </li>
        ))}
      </ol>
    </details>
  );
}
