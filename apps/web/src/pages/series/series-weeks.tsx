import type { SeriesPreview } from '@edu/client';
import { deviceZone, TimeText, timeText, useReader } from '@edu/ui';

type Lesson = Pick<SeriesPreview['lessons'][number], 'startsAt' | 'nearest'> & {
  /** Why it cannot be; null if it can. */
  readonly obstacle: string | null;
};

interface SeriesWeeksProps {
  readonly lessons: readonly Lesson[];
  /** Wants another time of the same day in place of one. */
  readonly onTake: (wanted: string, by: string) => void;
}

const REASONS = [
  ...['past', 'too_far', 'not_offered', 'busy', 'overlaps', 'learner_busy'],
  ...['late', 'moved_often', 'same_time'],
] as const;

/** The lessons of a series that may be booked: those that work, and why the others do not. */
export function SeriesWeeks({ lessons, onTake }: SeriesWeeksProps) {
  const { locale, t } = useReader();
  const zone = deviceZone();
  return (
    <ol className="series-weeks">
      {lessons.map(({ startsAt, obstacle, nearest }) => (
        <li key={startsAt} className={obstacle === null ? 'free' : 'blocked'}>
          <span>
            <TimeText at={startsAt} zone={zone} shape="day" />,{' '}
            <TimeText at={startsAt} zone={zone} shape="time" />
          </span>
          {obstacle !== null && (
            <span className="field-hint">
              {t(`series.obstacle.${REASONS.find((one) => one === obstacle) ?? 'not_offered'}`)}
            </span>
          )}
          {nearest !== null && (
            <button type="button" className="quiet" onClick={() => onTake(startsAt, nearest)}>
              {t('series.instead', { time: timeText(nearest, zone, locale, 'time') })}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
