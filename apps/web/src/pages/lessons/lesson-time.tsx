import { deviceZone, TimeText, timeText, useReader, zoneName } from '@edu/ui';
import { sameClock } from './same-clock.ts';

interface LessonTimeProps {
  readonly startsAt: string;
  readonly endsAt: string;
  /** Of the provider; where its clocks differ from the reader's, both are shown. */
  readonly zone?: string;
}

/** When a lesson is, in the reader's zone; who shows it names that zone once beside it. */
export function LessonTime({ startsAt, endsAt, zone }: LessonTimeProps) {
  const { locale, t } = useReader();
  const own = deviceZone();
  const both = zone !== undefined && !sameClock(startsAt, own, zone);
  return (
    <div className="lesson-time">
      <p>
        <TimeText at={startsAt} zone={own} shape="day" />,{' '}
        <span className="lesson-hours">
          <TimeText at={startsAt} zone={own} shape="time" />
          {' – '}
          <TimeText at={endsAt} zone={own} shape="time" />
        </span>
      </p>
      {both && (
        <p className="field-hint">
          {t('lessons.theirTime', {
            start: timeText(startsAt, zone, locale, 'both'),
            zone: zoneName(zone, locale),
          })}
        </p>
      )}
    </div>
  );
}
