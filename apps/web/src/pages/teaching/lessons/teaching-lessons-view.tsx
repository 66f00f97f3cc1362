import { useReader } from '@edu/ui';
import { LessonList } from '../../lessons/lesson-list.tsx';
<<<<<<< HEAD
import { RequestInbox } from './request-inbox.tsx';
=======
import { CalendarNav } from '../calendar/calendar-nav.tsx';
>>>>>>> main
import { TeachingNav } from '../teaching-nav.tsx';

/** The lessons that I give. */
export function TeachingLessonsView() {
  const { locale, t } = useReader();
  return (
    <>
      <TeachingNav at="lessons" />
      <h1>{t('teaching.lessons.title')}</h1>
<<<<<<< HEAD
      <RequestInbox />
=======
      <CalendarNav at="list" />
>>>>>>> main
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
    </>
  );
}
