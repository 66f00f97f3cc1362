/** Days of the calendar as `2026-11-28`, without a time of day to go wrong. */
const DAY_MS = 86_400_000;
const dates = new Map<string, Intl.DateTimeFormat>();

/** The day that a calendar in `zone` shows at an instant. */
export function localDate(at: Date, zone: string): string {
  let format = dates.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
    dates.set(zone, format);
  }
  return format.format(at);
}

export const addDays = (date: string, days: number): string =>
  new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);

/** How many days `to` is after `from`. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
