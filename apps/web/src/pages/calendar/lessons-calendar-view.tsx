import { QueryView, useReader } from '@edu/ui';
import { useMe } from '../../island/use-me.ts';
import { asksForOwn, WhoseLinks } from '../lessons/whose-links.tsx';
import { askedFor } from './calendar-days.ts';
import { CalendarView } from './calendar-view.tsx';
import { calendarHref, learnt } from './whose.ts';

/** The lessons that I take, by their days; those of my children, for a parent who does not ask for their own. */
export function LessonsCalendarView() {
  const { t } = useReader();
  const me = useMe();
  return (
    <>
      <h1>{t('calendar.title')}</h1>
      <QueryView query={me}>
        {({ roles }) => <Calendar isParent={roles.includes('parent')} />}
      </QueryView>
    </>
  );
}

function Calendar({ isParent }: { readonly isParent: boolean }) {
  const { locale } = useReader();
  const isOwn = !isParent || asksForOwn();
  const { view, day } = askedFor(location.search, '');
  return (
    <>
      {isParent && (
        <WhoseLinks
          isOwn={isOwn}
          hrefOf={(of) => calendarHref(locale, learnt('parent', of), view, day)}
        />
      )}
      <CalendarView
        whose={learnt(isOwn ? 'learner' : 'parent', isParent && isOwn ? 'me' : undefined)}
      />
    </>
  );
}
