import { useQuery } from '@tanstack/react-query';
import { useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { LessonTime } from '../lessons/lesson-time.tsx';

const SHOWN = 5;

/** The next lessons of a child. */
export function ChildLessons({ childId }: { readonly childId: string }) {
  const { locale, t } = useReader();
  const api = useApi();
  const lessons = useQuery({
    queryKey: ['family', 'lessons', childId],
    queryFn: ({ signal }) =>
      api.get('/api/v1/bookings', {
        params: {
          query: {
            ...{ as: 'parent', learnerId: childId, when: 'upcoming' },
            ...{ series: 'together', limit: SHOWN },
          } as const,
        },
        signal,
      }),
  });
  const items = lessons.data?.items ?? [];
  if (items.length === 0) return <p>{t('family.noLessons')}</p>;
  return (
    <ul className="plain">
      {items.map(({ id, providerName, startsAt, endsAt, zone, seriesId, ofSeries }) => (
        <li key={id}>
          <a href={`/${locale}/lessons/${id}`}>
            {providerName ? <bdi>{providerName}</bdi> : t('family.someLesson')}
          </a>
          <LessonTime {...{ startsAt, endsAt, zone }} />
          {ofSeries && (
            <a href={`/${locale}/lessons/series/${seriesId}`}>
              {t('lessons.ofSeries.upcoming', { lessons: ofSeries.lessons })}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
