import type { Approval } from '@edu/client';
import { isolated } from '@edu/i18n/isolate';
import { deviceZone, MoneyText, timeText, useReader } from '@edu/ui';
import { LessonTime } from '../lessons/lesson-time.tsx';

const CAPS = ['cap_providers', 'cap_hours', 'cap_monthly'] as const;

/** Which lesson a child asks for, what of it is beyond its caps, and until when to answer. */
export function RequestFacts({ request }: { readonly request: Approval }) {
  const { locale, t } = useReader();
  const { childName, providerId, providerName, startsAt, endsAt, mode, price } = request;
  const { beyond, expiresAt } = request;
  const reasons = CAPS.filter((cap) => beyond.includes(cap));
  return (
    <>
      <h3>
        {childName
          ? t('family.requests.who', { name: isolated(childName) })
          : t('family.requests.one')}
      </h3>
      <p>
        <a href={`/${locale}/providers/${providerId}`}>
          {providerName ? <bdi>{providerName}</bdi> : t('family.someLesson')}
        </a>
      </p>
      <LessonTime startsAt={startsAt} endsAt={endsAt} />
      <p>
        {t(`lessons.mode.${mode}`)} · <MoneyText money={price} />
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
