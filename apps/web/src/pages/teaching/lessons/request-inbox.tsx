import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { deviceZone, MoneyText, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { useLessonName } from '../../lessons/lesson-name.ts';
import { LessonTime } from '../../lessons/lesson-time.tsx';

const RequestAnswer = lazy(async () => ({
  default: (await import('../../lessons/request-answer.tsx')).RequestAnswer,
}));

const MOST = 20;

/** What learners ask me for and wait to have answered; nothing where nobody waits. */
export function RequestInbox() {
  const { locale, t } = useReader();
  const api = useApi();
  const lessonName = useLessonName();
  const { data, refetch } = useQuery({
    queryKey: ['requests'],
    queryFn: () =>
      api.get('/api/v1/bookings', {
        params: { query: { as: 'provider', state: 'requested', when: 'upcoming', limit: MOST } },
      }),
    staleTime: 0,
  });
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">{t('lessons.request.inbox', { count: data.items.length })}</h2>
      <ZoneNote zone={deviceZone()} />
      <ul className="lesson-list">
        {data.items.map((lesson) => (
          <li key={lesson.id} className="lesson-card">
            <h3>
              <a href={`/${locale}/lessons/${lesson.id}`}>{lessonName(lesson, 'provider')}</a>
            </h3>
            <LessonTime startsAt={lesson.startsAt} endsAt={lesson.endsAt} />
            <p className="lesson-facts">
              <span>{t(`lessons.mode.${lesson.mode}`)}</span> <MoneyText money={lesson.price} />
            </p>
            <Suspense fallback={null}>
              <RequestAnswer lesson={lesson} as="provider" reload={() => void refetch()} />
            </Suspense>
          </li>
        ))}
      </ul>
    </section>
  );
}
