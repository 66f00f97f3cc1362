import type { GroupLesson } from '@edu/client';
import { MoneyText, TimeText, useReader } from '@edu/ui';

interface GroupLessonsProps {
  readonly groups: readonly GroupLesson[];
  readonly zone: string;
}

/** Lessons with several learners, each a link to its seats. */
export function GroupLessons({ groups, zone }: GroupLessonsProps) {
  const { locale, t } = useReader();
  return (
    <section className="card" aria-labelledby="groups-title">
      <h2 id="groups-title">{t('provider.groups')}</h2>
      <ul className="groups">
        {groups.map(({ id, title, startsAt, price, seatsLeft }) => (
          <li key={id}>
            <a href={`/${locale}/book?group=${id}`} rel="nofollow" dir="auto">
              {title}
            </a>
            <p>
              <TimeText at={startsAt} zone={zone} shape="both" /> · <MoneyText money={price} /> ·{' '}
              {t('provider.seatsLeft', { seats: seatsLeft })}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
