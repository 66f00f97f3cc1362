const WEEK_DAYS = 7;

/** The same time of day again and again. */
export interface Repeat {
  readonly everyWeeks: number;
  readonly times: number;
}

export interface WantedStart {
  /** Epoch milliseconds. */
  readonly at: number;
  /** False on a day on which clocks skip the time; `at` is then as much later as they skip. */
  readonly exists: boolean;
}

/**
 * The starts of a series: those given, in order, or the first again at the same time of day as clocks
 * of the zone show it. Of a time that a day has twice it is the earlier one, but for the first lesson.
 *
 * @param starts epoch milliseconds; one where `repeat` is given
 */
export function wantedStarts(
  starts: readonly number[],
  repeat: Repeat | undefined,
  zone: string,
): WantedStart[] {
  if (!repeat) return starts.toSorted((a, b) => a - b).map((at) => ({ at, exists: true }));
  const first = Temporal.Instant.fromEpochMilliseconds(starts[0]!).toZonedDateTimeISO(zone);
  const wall = first.toPlainDateTime();
  return Array.from({ length: repeat.times }, (_, index) => {
    if (index === 0) return { at: starts[0]!, exists: true };
    const wanted = wall.add({ days: index * repeat.everyWeeks * WEEK_DAYS });
    const found = wanted.toZonedDateTime(zone);
    return { at: found.epochMilliseconds, exists: found.toPlainDateTime().equals(wanted) };
  });
}
