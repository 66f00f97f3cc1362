import { deviceZone, useReader } from '@edu/ui';
import type { Side } from '../lessons/lesson-queries.ts';
import { STEP_MIN, timetableOf, type CalendarLesson } from './calendar-days.ts';
import { CalendarLessonLink } from './calendar-lesson.tsx';

const ROWS_AN_HOUR = 60 / STEP_MIN;

interface DayViewProps {
  readonly as: Side;
  readonly lessons: readonly CalendarLesson[];
}

/** A day by its hours. The hours are for the eye: what is read out are the lessons in their order. */
export function DayView({ as, lessons }: DayViewProps) {
  const { t } = useReader();
  const { hours, lessons: placed } = timetableOf(lessons, deviceZone());
  return (
    <>
      {placed.length === 0 && <p>{t('calendar.noneThatDay')}</p>}
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
            <CalendarLessonLink {...{ as, lesson }} />
          </li>
        ))}
      </ol>
    </>
  );
}
