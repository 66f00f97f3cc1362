import { ApiError, NetworkError, type GroupLesson } from '@edu/client';
import { MoneyText, TimeText, useReader } from '@edu/ui';
import type { Api } from '../../page/api.ts';

/** What a provider offers beside lessons for one; none when it cannot be had just now. */
export async function readGroups(api: Api, providerId: string): Promise<readonly GroupLesson[]> {
  try {
    const params = { path: { providerId } };
    return (await api.get('/api/v1/providers/{providerId}/group-lessons', { params })).items;
  } catch (error) {
    // The page is worth showing without them.
    if (error instanceof ApiError || error instanceof NetworkError) return [];
    throw error;
  }
}

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
