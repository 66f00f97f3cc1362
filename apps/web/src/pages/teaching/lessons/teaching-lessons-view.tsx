import { useReader } from '@edu/ui';
import { LessonList } from '../../lessons/lesson-list.tsx';
import { MyReliability } from '../../reliability/my-reliability.tsx';
import { RequestInbox } from './request-inbox.tsx';
import { CalendarNav } from '../../calendar/calendar-nav.tsx';
import { TAUGHT } from '../../calendar/whose.ts';
import { TeachingNav } from '../teaching-nav.tsx';

/** The lessons that I give. */
export function TeachingLessonsView() {
  const { locale, t } = useReader();
  return (
    <>
      <TeachingNav at="lessons" />
      <h1>{t('teaching.lessons.title')}</h1>
      <CalendarNav whose={TAUGHT} at="list" />
      <RequestInbox />
      <LessonList
        as="provider"
        path="/teaching/lessons"
        empty={
          <>
            <p>{t('teaching.lessons.noneDetail')}</p>
            <a className="button" href={`/${locale}/teaching/schedule`}>
              {t('teaching.schedule.title')}
            </a>
          </>
        }
      />
      <MyReliability />
    </>
  );
}
