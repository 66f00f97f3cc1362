import { deviceZone, useReader } from '@edu/ui';
import { STEP_MIN, timetableOf, type CalendarLesson } from './calendar-days.ts';
import { CalendarLessonLink } from './calendar-lesson.tsx';

const ROWS_AN_HOUR = 60 / STEP_MIN;

/** A day by its hours. The hours are for the eye: what is read out are the lessons in their order. */
export function DayView({ lessons }: { readonly lessons: readonly CalendarLesson[] }) {
  const { t } = useReader();
  const { hours, lessons: placed } = timetableOf(lessons, deviceZone());
  return (
    <>
      {placed.length === 0 && <p>{t('teaching.calendar.noneThatDay')}</p>}
      <ol className="timetable">
        {hours.map((hour, index) => (
          <li
            key={`at ${hour}`}
            className="hour"
            aria-hidden="true"
            style={{ gridRow: `${index * ROWS_AN_HOUR + 1} / span ${ROWS_AN_HOUR}` }}
          >
            {String(hour).padStart(2, '0')}:00
          </li>
        ))}
        {placed.map(({ lesson, row, rows }) => (
          <li key={lesson.id} className="placed" style={{ gridRow: `${row} / span ${rows}` }}>
            <CalendarLessonLink lesson={lesson} />
          </li>
        ))}
      </ol>
    </>
  );
}
