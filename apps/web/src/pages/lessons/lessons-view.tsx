import { useReader } from '@edu/ui';
import { keptAnswer } from '../../island/kept-answers.ts';
import { isSignedIn } from '../../island/signed-in.ts';
import { useMe } from '../../island/use-me.ts';
import { CalendarNav } from '../calendar/calendar-nav.tsx';
import { learnt } from '../calendar/whose.ts';
import { addressOf, filtersOf } from './lesson-filters.ts';
import { LessonList } from './lesson-list.tsx';
import { asksForOwn, WhoseLinks } from './whose-links.tsx';

/** The lessons that I take; those of my children, for a parent who does not ask for their own. */
export function LessonsView() {
  const { locale, t } = useReader();
  const me = useMe(isSignedIn());
  // A parent who was here before needs no answer to see the right list, nor a network.
  const isParent =
    me.data?.roles.includes('parent') ?? keptAnswer('lessons parent upcoming') !== undefined;
  const { part } = filtersOf(location.search);
  const isOwn = !isParent || asksForOwn();
  const as = isOwn ? 'learner' : 'parent';
  const of = isParent && isOwn ? 'me' : undefined;
  return (
    <>
      <h1>{t('lessons.title')}</h1>
      {isParent && (
        <WhoseLinks
          isOwn={isOwn}
          hrefOf={(other) =>
            `/${locale}/lessons${addressOf({ ...(other && { of: other }), part })}`
          }
        />
      )}
      <CalendarNav whose={learnt(as, of)} at="list" />
      <LessonList
        key={isOwn ? 'own' : 'children'}
        as={as}
        me={me.data?.id}
        path="/lessons"
        {...(of && { of })}
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
