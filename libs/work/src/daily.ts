/** A time of the day in a zone, every day. */
export interface Daily {
  /** `02:00` */
  readonly at: string;
  /** IANA, as in `Africa/Abidjan`. */
  readonly zone: string;
}

/**
 * The first occurrence after an instant. A time that the clocks skip comes as much later; one that
 * they show twice comes the first time.
 */
export function nextDaily({ at, zone }: Daily, after: Date): Date {
  const instant = Temporal.Instant.fromEpochMilliseconds(after.getTime());
  const today = instant.toZonedDateTimeISO(zone).toPlainDate();
  const plainTime = Temporal.PlainTime.from(at);
  for (let days = 0; ; days++) {
    const date = today.add({ days });
    const { epochMilliseconds } = date.toZonedDateTime({ timeZone: zone, plainTime });
    if (epochMilliseconds > after.getTime()) return new Date(epochMilliseconds);
  }
}
