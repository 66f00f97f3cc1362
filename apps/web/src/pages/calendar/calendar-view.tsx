import { useQuery } from '@tanstack/react-query';
import { deviceNow, deviceZone, Icon, QueryView, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import { addDays, localDate } from '../provider/local-date.ts';
import { askedFor, byDay, dayText, daysOf, startOf } from './calendar-days.ts';
import { CalendarNav } from './calendar-nav.tsx';
import { DayView } from './day-view.tsx';
import { WeekView } from './week-view.tsx';
import { calendarHref, type Whose } from './whose.ts';

/** Somebody's lessons by their days. */
export function CalendarView({ whose }: { readonly whose: Whose }) {
  const { locale, t } = useReader();
  const api = useApi();
  const zone = deviceZone();
  const today = localDate(new Date(deviceNow()), zone);
  const { view, day } = askedFor(location.search, today);
  const days = daysOf(view, day);
  const first = days[0]!;
  const calendar = useQuery({
    queryKey: ['calendar', whose.as, first, days.length],
    queryFn: ({ signal }) =>
      api.get('/api/v1/bookings/calendar', {
        signal,
        params: {
          // A day more: where the clocks go back, a week has an hour more than its seven days.
          query: { as: whose.as, from: startOf(first).toISOString(), days: days.length + 1 },
        },
      }),
  });
  const to = (other: string) => calendarHref(locale, whose, view, other);
  return (
    <>
      <CalendarNav {...{ whose, day }} at={view} />
      <nav className="days" aria-label={t(`calendar.${view}`)}>
        <p className="span">
          <a href={to(addDays(first, -days.length))} aria-label={t(`calendar.before.${view}`)}>
            <Icon name="previous" />
          </a>
          <span>
            {view === 'day'
              ? dayText(first, locale)
              : t('calendar.weekOf', { day: dayText(first, locale) })}
          </span>
          <a href={to(addDays(first, days.length))} aria-label={t(`calendar.after.${view}`)}>
            <Icon name="next" />
          </a>
        </p>
        {!days.includes(today) && <a href={to(today)}>{t('calendar.today')}</a>}
      </nav>
      <QueryView query={calendar}>
        {({ items }) => {
          const lessons = byDay(items, zone);
          return view === 'day' ? (
            <DayView as={whose.as} lessons={lessons.get(first) ?? []} />
          ) : (
            <WeekView {...{ whose, days, today, lessons }} />
          );
        }}
      </QueryView>
      <ZoneNote zone={zone} />
    </>
  );
}
