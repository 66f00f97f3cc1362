import { useReader } from '@edu/ui';
import { dayText, type CalendarLesson } from './calendar-days.ts';
import { CalendarLessonLink } from './calendar-lesson.tsx';
import { calendarHref, type Whose } from './whose.ts';

interface WeekViewProps {
  readonly whose: Whose;
  readonly days: readonly string[];
  readonly today: string;
  readonly lessons: ReadonlyMap<string, readonly CalendarLesson[]>;
}

/** Seven days, below each other on a phone and beside each other where there is room. */
export function WeekView({ whose, days, today, lessons }: WeekViewProps) {
  const { locale, t } = useReader();
  return (
    <ol className="calendar-week">
      {days.map((day) => (
        <li key={day} aria-current={day === today ? 'date' : undefined}>
          <h2>
            <a href={calendarHref(locale, whose, 'day', day)}>{dayText(day, locale)}</a>
          </h2>
          {lessons.has(day) ? (
            <ul>
              {lessons.get(day)!.map((lesson) => (
                <li key={lesson.id}>
                  <CalendarLessonLink as={whose.as} lesson={lesson} />
                </li>
              ))}
            </ul>
          ) : (
            <p className="field-hint">{t('calendar.none')}</p>
          )}
        </li>
      ))}
    </ol>
  );
}
