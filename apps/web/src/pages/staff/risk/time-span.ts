import { intlLocale, type Locale } from '@edu/contract-kit';

const HOUR = 60;
const DAY = 24 * HOUR;

/** `59 minutes`, `24 hours`, `7 days`: cut to the unit. */
export function timeSpan(minutes: number, locale: Locale): string {
  const [unit, length] = unitOf(minutes);
  return new Intl.NumberFormat(intlLocale(locale), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).format(Math.floor(minutes / length));
}

function unitOf(minutes: number): readonly [unit: string, length: number] {
  if (minutes >= 2 * DAY) return ['day', DAY];
  return minutes >= HOUR ? ['hour', HOUR] : ['minute', 1];
}
