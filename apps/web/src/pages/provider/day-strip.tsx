import type { Locale } from '@edu/contract-kit';
import { dateFormat, Icon, useReader } from '@edu/ui';
import { daysOfWeek, isLastWeek, type StartsByDay } from './free-times.ts';
import { addDays } from './local-date.ts';
import type { TimesQuery } from './times-query.ts';

interface Props {
  readonly week: string;
  readonly today: string;
  readonly chosen: string;
  readonly starts: StartsByDay;
  readonly to: (change: Partial<TimesQuery>) => string;
}

/** Seven days beside each other, those with free time as links, and ways to earlier and later ones. */
export function DayStrip({ week, today, chosen, starts, to }: Props) {
  const { locale, t } = useReader();
  const days = daysOfWeek(week);
  const isEmpty = !days.some((day) => starts.has(day));
  const next = isEmpty && [...starts.keys()].sort().find((day) => day > days[days.length - 1]!);
  return (
    <nav className="days" aria-label={t('provider.day')}>
      <p className="span">
        {week > today && (
          <a
            href={to({ from: addDays(week, -7) })}
            rel="nofollow"
            aria-label={t('provider.earlier')}
          >
            <Icon name="previous" />
          </a>
        )}
        <span>{dayRange(days[0]!, days[days.length - 1]!, locale)}</span>
        {!isLastWeek(week, today) && (
          <a href={to({ from: addDays(week, 7) })} rel="nofollow" aria-label={t('provider.later')}>
            <Icon name="next" />
          </a>
        )}
      </p>
      <ol className="strip">
        {days.map((day) => (
          <li key={day}>
            <Day
              day={day}
              isFree={starts.has(day)}
              isChosen={day === chosen}
              href={to({ from: day })}
            />
          </li>
        ))}
      </ol>
      {isEmpty && <p>{t('provider.noneThisWeek')}</p>}
      {next && (
        <a className="button quiet" href={to({ from: next })} rel="nofollow">
          {t('provider.nextFree', { day: dayText(next, locale, 'long') })}
        </a>
      )}
      {isEmpty && !next && !isLastWeek(addDays(week, 21), today) && (
        <a className="button quiet" href={to({ from: addDays(week, 28) })} rel="nofollow">
          {t('provider.lookLater')}
        </a>
      )}
    </nav>
  );
}

interface DayProps {
  readonly day: string;
  readonly isFree: boolean;
  readonly isChosen: boolean;
  readonly href: string;
}

function Day({ day, isFree, isChosen, href }: DayProps) {
  const { locale, t } = useReader();
  const words = (
    <>
      <span aria-hidden="true">{dayText(day, locale, 'weekday')}</span>
      <strong aria-hidden="true">{dayText(day, locale, 'number')}</strong>
      <span className="visually-hidden">{dayText(day, locale, 'long')}</span>
    </>
  );
  if (isFree) {
    return (
      <a href={href} aria-current={isChosen ? 'date' : undefined} rel="nofollow">
        {words}
      </a>
    );
  }
  return (
    <span className="none" aria-current={isChosen ? 'date' : undefined}>
      {words}
      <span className="visually-hidden">, {t('provider.noneThatDay')}</span>
    </span>
  );
}

const SHAPES = {
  weekday: { weekday: 'short' },
  number: { day: 'numeric' },
  long: { weekday: 'long', day: 'numeric', month: 'long' },
  range: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A day of the calendar is the same in every zone. */
const formatOf = (locale: Locale, shape: keyof typeof SHAPES) =>
  dateFormat(locale, 'UTC', SHAPES[shape]);

export const dayText = (day: string, locale: Locale, shape: 'weekday' | 'number' | 'long') =>
  formatOf(locale, shape).format(new Date(day));

const dayRange = (from: string, to: string, locale: Locale) =>
  formatOf(locale, 'range').formatRange(new Date(from), new Date(to));
