/** Whether clocks in two zones show the same at an instant: then nobody needs to be shown both. */
export function sameClock(instant: string, zone: string, other: string): boolean {
  return zone === other || clockIn(instant, zone) === clockIn(instant, other);
}

function clockIn(instant: string, zone: string): string {
  const options = { timeZone: zone, dateStyle: 'short', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat('en', options).format(new Date(instant));
}
