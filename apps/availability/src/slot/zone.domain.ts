export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** Half-open, in epoch milliseconds. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** A stretch of time in which a zone keeps one offset: wall clock = instant + `offset`. */
export interface Offset extends Interval {
  readonly offset: number;
}

/** The offsets that a zone has during `span`, in order; together they cover it. */
export function offsetsDuring(zone: string, span: Interval): Offset[] {
  const offsets: Offset[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(span.start).toZonedDateTimeISO(zone);
  for (let start = span.start; start < span.end;) {
    const next = at.getTimeZoneTransition('next');
    const end = Math.min(next?.epochMilliseconds ?? Infinity, span.end);
    offsets.push({ start, end, offset: at.offsetNanoseconds / 1e6 });
    if (!next) break;
    at = next;
    start = end;
  }
  return offsets;
}

/** The calendar day that contains a wall-clock time or a UTC instant: `2026-11-23`. */
export function isoDay(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

/** RFC 3339 local date-time with its offset: `2026-11-23T20:41:00+01:00`. */
export function localDateTime(instant: number, offset: number): string {
  const minutes = Math.abs(offset) / MINUTE;
  const two = (n: number) => String(n).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  const wall = new Date(instant + offset).toISOString().slice(0, 19);
  return `${wall}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
