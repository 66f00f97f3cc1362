import { SegmentLinks, useReader } from '@edu/ui';
import { keptAnswer } from '../../island/kept-answers.ts';
import { isSignedIn } from '../../island/signed-in.ts';
import { useMe } from '../../island/use-me.ts';
import { addressOf, filtersOf } from './lesson-filters.ts';
import { LessonList } from './lesson-list.tsx';

/** The lessons that I take; those of my children, for a parent who does not ask for their own. */
export function LessonsView() {
  const { locale, t } = useReader();
  const me = useMe(isSignedIn());
  // A parent who was here before needs no answer to see the right list, nor a network.
  const isParent =
    me.data?.roles.includes('parent') ?? keptAnswer('lessons parent upcoming') !== undefined;
  const { part } = filtersOf(location.search);
  const isOwn = !isParent || new URLSearchParams(location.search).get('of') === 'me';
  const list = (of: 'me' | undefined) => ({
    label: t(of ? 'lessons.ofMine' : 'lessons.ofChildren'),
    href: `/${locale}/lessons${addressOf({ ...(of && { of }), part })}`,
    chosen: isOwn === (of === 'me'),
  });
  return (
    <>
      <h1>{t('lessons.title')}</h1>
      {isParent && (
        <SegmentLinks label={t('lessons.whose')} options={[list(undefined), list('me')]} />
      )}
      <LessonList
        key={isOwn ? 'own' : 'children'}
        as={isOwn ? 'learner' : 'parent'}
        me={me.data?.id}
        path="/lessons"
        {...(isParent && isOwn && { of: 'me' })}
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
