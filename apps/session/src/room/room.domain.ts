/** The classroom opens this long before the lesson, in minutes. */
export const OPENS_BEFORE_MIN = 15;
/** The classroom closes this long after the lesson, in minutes. */
export const CLOSES_AFTER_MIN = 10;
/** Seconds that LiveKit keeps a room nobody is in: networks drop for minutes. */
export const EMPTY_ROOM_S = 600;

/**
 * Minutes that a token opens the door. Who is in stays in, as LiveKit renews it; who comes back asks
 * anew, and is refused once the lesson is called off.
 */
export const TOKEN_MIN = 5;

/**
 * Minutes after which nobody enters a closed room with a token from before: those that LiveKit
 * renews for whoever is in are good for ten.
 */
export const LAST_ENTRY_MIN = 11;

const MINUTE = 60_000;
const shift = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * MINUTE);

export interface Lesson {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** When the classroom of a lesson may be entered: `[opensAt, closesAt)`. */
export function windowOf({ startsAt, endsAt }: Lesson): { opensAt: Date; closesAt: Date } {
  return { opensAt: shift(startsAt, -OPENS_BEFORE_MIN), closesAt: shift(endsAt, CLOSES_AFTER_MIN) };
}

/**
 * The same window seen from an instant, for a database that looks lessons up: open are those with
 * `startsAt <= latestStart` and `endsAt > earliestEnd`.
 */
export function openLessonsAt(now: Date): { latestStart: Date; earliestEnd: Date } {
  return { latestStart: shift(now, OPENS_BEFORE_MIN), earliestEnd: shift(now, -CLOSES_AFTER_MIN) };
}

/** Until when a token that is issued now opens the door: never longer than the classroom is open. */
export function tokenEnd(now: Date, lesson: Lesson): Date {
  const { closesAt } = windowOf(lesson);
  const end = shift(now, TOKEN_MIN);
  return end < closesAt ? end : closesAt;
}

/** Name of the room at the RTC server: that of the booking, or of all seats of its group lesson. */
export const roomName = (bookingId: string, groupId?: string | null) =>
  groupId ? `group-${groupId}` : `booking-${bookingId}`;

/** Learners with a parent beside each, and whoever teaches: the most seats that booking offers. */
export const PEOPLE_OF_GROUP = 61;

/** Whose classroom a room is. */
export interface RoomOf {
  readonly what: 'booking' | 'group';
  readonly id: string;
}

const NAME = /^(booking|group)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The booking of a room, or the group lesson; undefined for one that is none of ours. */
export function roomOf(name: string): RoomOf | undefined {
  const [, what, id] = NAME.exec(name) ?? [];
  return id === undefined ? undefined : { what: what as RoomOf['what'], id };
}

export type Part = 'learner' | 'provider';

const SOURCES = {
  learner: ['camera', 'microphone', 'screen_share'],
  provider: ['camera', 'microphone', 'screen_share', 'screen_share_audio'],
} as const;
export type Source = (typeof SOURCES)[Part][number];

/** What each side of a lesson may send. */
export const sourcesOf = (part: Part): readonly Source[] => SOURCES[part];
