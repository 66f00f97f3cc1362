import { useQuery } from '@tanstack/react-query';
import { deviceNow, deviceZone, Icon, QueryView, useReader, ZoneNote } from '@edu/ui';
import { useApi } from '../../../island/api-context.tsx';
import { addDays, localDate } from '../../provider/local-date.ts';
import { TeachingNav } from '../teaching-nav.tsx';
import { askedFor, byDay, dayText, daysOf, startOf } from './calendar-days.ts';
import { CALENDAR_PATH, CalendarNav } from './calendar-nav.tsx';
import { DayView } from './day-view.tsx';
import { WeekView } from './week-view.tsx';

/** The lessons that I give, by their days. */
export function CalendarView() {
  const { locale, t } = useReader();
  const api = useApi();
  const zone = deviceZone();
  const today = localDate(new Date(deviceNow()), zone);
  const { view, day } = askedFor(location.search, today);
  const days = daysOf(view, day);
  const first = days[0]!;
  const calendar = useQuery({
    queryKey: ['calendar', first, days.length],
    queryFn: ({ signal }) =>
      api.get('/api/v1/bookings/calendar', {
        signal,
        params: {
          // A day more: where the clocks go back, a week has an hour more than its seven days.
          query: { as: 'provider', from: startOf(first).toISOString(), days: days.length + 1 },
        },
      }),
  });
  const to = (other: string) => `/${locale}${CALENDAR_PATH}?view=${view}&day=${other}`;
  return (
    <>
      <TeachingNav at="lessons" />
      <h1>{t('teaching.calendar.title')}</h1>
      <CalendarNav at={view} day={day} />
      <nav className="days" aria-label={t(`teaching.calendar.${view}`)}>
        <p className="span">
          <a
            href={to(addDays(first, -days.length))}
            aria-label={t(`teaching.calendar.before.${view}`)}
          >
            <Icon name="previous" />
          </a>
          <span>
            {view === 'day'
              ? dayText(first, locale)
              : t('teaching.calendar.weekOf', { day: dayText(first, locale) })}
          </span>
          <a
            href={to(addDays(first, days.length))}
            aria-label={t(`teaching.calendar.after.${view}`)}
          >
            <Icon name="next" />
          </a>
        </p>
        {!days.includes(today) && <a href={to(today)}>{t('teaching.calendar.today')}</a>}
      </nav>
      <QueryView query={calendar}>
        {({ items }) => {
          const lessons = byDay(items, zone);
          return view === 'day' ? (
            <DayView lessons={lessons.get(first) ?? []} />
          ) : (
            <WeekView days={days} today={today} lessons={lessons} />
          );
        }}
      </QueryView>
      <ZoneNote zone={zone} />
    </>
  );
}
