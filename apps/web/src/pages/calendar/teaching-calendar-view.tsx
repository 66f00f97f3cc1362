import { useReader } from '@edu/ui';
import { TeachingNav } from '../teaching/teaching-nav.tsx';
import { CalendarView } from './calendar-view.tsx';
import { TAUGHT } from './whose.ts';

/** The lessons that I give, by their days. */
export function TeachingCalendarView() {
  const { t } = useReader();
  return (
    <>
      <TeachingNav at="lessons" />
      <h1>{t('calendar.title')}</h1>
      <CalendarView whose={TAUGHT} />
    </>
  );
}
