import { useReader } from '@edu/ui';
import { LessonList } from './lesson-list.tsx';

/** The lessons that I take. */
export function LessonsView() {
  const { locale, t } = useReader();
  return (
    <>
      <h1>{t('lessons.title')}</h1>
      <LessonList
        as="learner"
        path="/lessons"
        empty={
          <>
            <p>{t('lessons.noneDetail')}</p>
            <a className="button" href={`/${locale}/search`}>
              {t('site.search')}
            </a>
          </>
        }
      />
    </>
  );
}
