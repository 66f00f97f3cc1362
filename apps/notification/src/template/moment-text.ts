import { DateFormat, type Locale } from '@edu/contract-kit';

/** A day and its time, as messages give them: in the zone of whoever reads, which is named. */
export const momentText = (at: string, locale: Locale, zone: string | null | undefined): string =>
  new DateFormat(locale, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
    timeZone: zone ?? 'UTC',
    timeZoneName: 'short',
  }).format(new Date(at));
