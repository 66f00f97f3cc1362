import { dateFormat, timeText, useReader } from '@edu/ui';
import { dayText } from './day-strip.tsx';

interface Props {
  /** Instants, in order. */
  readonly starts: readonly string[];
  readonly day: string;
  readonly zone: string;
  /** The rest of what is booked. */
  readonly book: {
    readonly provider: string;
    readonly minutes: number;
    readonly mode?: string | undefined;
    readonly trial?: true | undefined;
  };
}

const PARTS = [
  { name: 'morning', until: 12 },
  { name: 'afternoon', until: 18 },
  { name: 'evening', until: 24 },
] as const;

/** The times of one day; each leads to the booking of that slot. */
export function Starts({ starts, day, zone, book }: Props) {
  const { locale, t } = useReader();
  if (starts.length === 0) return null;
  const hours = dateFormat('en', zone, { hour: 'numeric', hourCycle: 'h23' });
  const timed = starts.map((start) => ({ start, hour: Number(hours.format(new Date(start))) }));
  const parts = PARTS.map(({ name, until }, index) => {
    const from = PARTS[index - 1]?.until ?? 0;
    const within = timed.filter(({ hour }) => hour >= from && hour < until);
    return { name, starts: within.map(({ start }) => start) };
  });
  const address = (start: string) => {
    const { provider, minutes, mode, trial } = book;
    const query = {
      ...{ provider, start, minutes: String(minutes) },
      ...(mode && { mode }),
      ...(trial && { trial: 'true' }),
    };
    return `/${locale}/book?${new URLSearchParams(query).toString()}`;
  };
  return (
    <div className="starts">
      <h3>{dayText(day, locale, 'long')}</h3>
      {parts.map(
        (part) =>
          part.starts.length > 0 && (
            <section key={part.name} aria-label={t(`provider.${part.name}`)}>
              <h4>{t(`provider.${part.name}`)}</h4>
              <ul className="times-list">
                {part.starts.map((start) => (
                  <li key={start}>
                    <a href={address(start)} rel="nofollow">
                      <time dateTime={start}>{timeText(start, zone, locale, 'time')}</time>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </div>
  );
}
