import type { Locale } from '@edu/contract-kit';
import { useReader } from './texts.tsx';

type Shape = 'day' | 'time' | 'both';

const SHAPES: Readonly<Record<Shape, Intl.DateTimeFormatOptions>> = {
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit' },
  both: { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
};
const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant in a zone, in words. */
export function timeText(instant: string, zone: string, locale: Locale, shape: Shape): string {
  const key = `${locale} ${zone} ${shape}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...SHAPES[shape], timeZone: zone });
    formats.set(key, format);
  }
  return format.format(new Date(instant));
}

/** `Africa/Abidjan` → `heure moyenne de Greenwich (Abidjan)`: a zone by its name and its city. */
export function zoneName(zone: string, locale: Locale): string {
  const parts = new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    timeZoneName: 'long',
  }).formatToParts();
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value;
  const city = zone.split('/').at(-1)!.replaceAll('_', ' ');
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
