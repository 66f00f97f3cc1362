import { Id, Instant, type Locale } from '@edu/contract-kit';
import { z } from 'zod';
import type { Reader } from './template.ts';

/** What every message about a lesson says: which, when, and to which of its two people. */
export const LessonFacts = z.object({
  bookingId: Id,
  /** Which side the reader is on. */
  as: z.enum(['learner', 'provider']),
  /** The other person of the lesson. */
  otherId: Id,
  startsAt: Instant,
  endsAt: Instant,
  /** IANA zone in which the times are shown. */
  zone: z.string(),
});
export type LessonFacts = z.infer<typeof LessonFacts>;

export const bookingLink = ({ bookingId }: { bookingId: string }) => ({
  path: `/bookings/${bookingId}`,
  label: { fr: 'Voir la réservation', en: 'See the booking' },
});

const LESSON: Record<Locale, (otherName: string | null) => string> = {
  fr: (otherName) => (otherName ? `cours avec ${otherName}` : 'cours'),
  en: (otherName) => (otherName ? `lesson with ${otherName}` : 'lesson'),
};

/** `cours avec Awa`, `lesson with Awa`. */
export const lesson = ({ locale, otherName }: Reader) => LESSON[locale](otherName);

/** `mardi 24 novembre 2026, 10:00–11:00 (Africa/Abidjan)`: the zone is always named. */
export function when(
  { startsAt, endsAt, zone }: Pick<LessonFacts, 'startsAt' | 'endsAt' | 'zone'>,
  locale: Locale,
): string {
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: zone,
  });
  const time = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  });
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  return `${day.format(start)}, ${time.format(start)}–${time.format(end)} (${zone})`;
}
