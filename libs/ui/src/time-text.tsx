import type { Locale } from '@edu/contract-kit';
import { dateFormat } from './date-format.ts';
import { cityOf } from './names.ts';
import { useReader } from './texts.tsx';

type Shape = 'day' | 'time' | 'both';

const SHAPES: Readonly<Record<Shape, Intl.DateTimeFormatOptions>> = {
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit' },
  both: { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
};

/** An instant in a zone, in words. */
export function timeText(instant: string, zone: string, locale: Locale, shape: Shape): string {
  return dateFormat(locale, zone, SHAPES[shape]).format(new Date(instant));
}

/** `Africa/Abidjan` → `heure moyenne de Greenwich (Abidjan)`: a zone by its name and its city. */
export function zoneName(zone: string, locale: Locale): string {
  const parts = dateFormat(locale, zone, { timeZoneName: 'long' }).formatToParts();
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value;
  const city = cityOf(zone);
  return name ? `${name} (${city})` : city;
}

interface TimeTextProps {
  readonly at: string;
  readonly zone: string;
  readonly shape?: Shape;
}

/** An instant in the zone given; who shows it names the zone once beside it (`ZoneNote`). */
export function TimeText({ at, zone, shape = 'both' }: TimeTextProps) {
  const { locale } = useReader();
  return <time dateTime={at}>{timeText(at, zone, locale, shape)}</time>;
}

/** In which zone the times around it are. */
export function ZoneNote({ zone }: { readonly zone: string }) {
  const { locale, t } = useReader();
  return <p className="field-hint">{t('site.zone', { zone: zoneName(zone, locale) })}</p>;
}

/** The zone that this device is in now. */
export const deviceZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
