import { DateFormat, Id, Instant, type Locale } from '@edu/contract-kit';
import { SeriesLessons } from '@edu/contracts-booking';
import { isolated, translate, type TextKey } from '@edu/i18n';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { CalendarChange } from '../channel/channel.ts';
import type { Line, Reader } from './template.ts';

/** What every message about a lesson says: which, when, and to which of its two people. */
export const LessonFacts = z.object({
  bookingId: Id,
  /** Which side the reader is on. */
  as: z.enum(['learner', 'provider']),
  /** The other person of the lesson. */
  otherId: Id,
  startsAt: Instant,
  endsAt: Instant,
  /** IANA zone of the provider. */
  zone: z.string(),
  /** What it is called, where it is a seat in a group lesson. */
  groupTitle: z.string().optional(),
});
export type LessonFacts = z.infer<typeof LessonFacts>;

export const bookingLink = ({ bookingId }: { bookingId: string }) => ({
  path: `/bookings/${bookingId}`,
  label: 'notifications.booking.link' as const,
});

/** What the entry of a lesson says, which is not of the event alone. */
export const LessonEntryFacts = LessonFacts.extend({
  /** Of the booking: of two entries of a lesson the later one counts. */
  version: z.int(),
  /** Of a release to come: named as if in person. */
  mode: z.string().optional(),
});

/** Others of its series that changed with a lesson, for which its message speaks. */
export const OtherLessons = SeriesLessons.default([]);

/** What the reader's calendar is to do. */
export function calendarChange(
  does: CalendarChange['does'],
  facts: z.infer<typeof LessonEntryFacts>,
  { locale, otherName }: Reader,
  others: z.infer<typeof OtherLessons> = [],
): CalendarChange {
  const { mode, as, groupTitle } = facts;
  const someone = as === 'learner' ? 'lessons.someProvider' : 'lessons.someLearner';
  const name = otherName ?? translate(locale, someone);
  const title = groupTitle
    ? translate(locale, 'lessons.subjectWith', { subject: groupTitle, name })
    : translate(locale, 'lessons.with', { name });
  const where = mode === 'online' ? 'lessons.mode.online' : 'lessons.mode.in_person';
  const location = mode === undefined ? '' : translate(locale, where);
  // A lesson that is not paid is in no calendar.
  const lessons = [facts, ...others.filter(({ isPaid }) => isPaid)].map(
    ({ bookingId: id, version, startsAt, endsAt }) => {
      return { id, version, startsAt, endsAt, title, location };
    },
  );
  return { does, lessons };
}

/** Which lesson, and when: what the `lesson` line of every such message takes. */
export const lesson = (facts: LessonFacts, reader: Reader) => ({
  named: reader.otherName ? 'yes' : 'no',
  name: isolated(reader.otherName ?? ''),
  when: when(facts, reader),
});

/** The line of a lesson, and what it is called where it has a name of its own. */
export const lessonLines = (key: TextKey, facts: LessonFacts, reader: Reader): readonly Line[] => [
  [key, lesson(facts, reader)],
  ...groupLines(facts),
];

export const groupLines = ({ groupTitle }: LessonFacts): readonly Line[] =>
  groupTitle ? [['notifications.lesson.group', { title: isolated(groupTitle) }]] : [];

/** A time that is no lesson’s, as its reader’s clock shows it; for one without a zone, the provider’s. */
export function moment(at: string, zone: string, { locale, zone: readerZone }: Reader): string {
  const mine = readerZone ?? zone;
  const { day, time } = FORMATS.memo(`${locale} ${mine}`);
  return `${day.format(new Date(at))}, ${time.format(new Date(at))} (${mine})`;
}

/** By language and zone: making a formatter costs a hundred times what formatting does. */
const FORMATS = new LRUCache<string, { day: DateFormat; time: DateFormat }>({
  max: 500,
  memoMethod: (key) => {
    const [locale, timeZone] = key.split(' ') as [Locale, string];
    return {
      day: new DateFormat(locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone,
      }),
      time: new DateFormat(locale, {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        timeZone,
      }),
    };
  },
});

/**
 * When a lesson is, for its reader: day, hours and zone of theirs, and beside them the other person's
 * where the clocks differ, as in `mardi 24 novembre 2026, 05:00–06:00 (America/Toronto) = 10:00–11:00
 * (Africa/Abidjan)`. For a reader without a zone it is the provider's.
 */
export function when(
  { as, startsAt, endsAt, zone }: Pick<LessonFacts, 'as' | 'startsAt' | 'endsAt' | 'zone'>,
  { locale, zone: readerZone, otherZone }: Reader,
): string {
  const [start, end] = [new Date(startsAt), new Date(endsAt)];
  const mine = readerZone ?? zone;
  const theirs = (as === 'learner' ? zone : otherZone) ?? mine;
  const format = (timeZone: string) => FORMATS.memo(`${locale} ${timeZone}`);
  const day = (timeZone: string) => format(timeZone).day.format(start);
  const hours = (timeZone: string) => {
    const { time } = format(timeZone);
    return `${time.format(start)}–${time.format(end)}`;
  };
  const shown = `${day(mine)}, ${hours(mine)} (${mine})`;
  const [sameDay, sameHours] = [day(mine) === day(theirs), hours(mine) === hours(theirs)];
  if (sameDay && sameHours) return shown;
  return `${shown} = ${sameDay ? '' : `${day(theirs)}, `}${hours(theirs)} (${theirs})`;
}
