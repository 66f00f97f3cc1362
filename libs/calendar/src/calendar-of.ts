import ical, {
  ICalAlarmType,
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

/** A lesson, as calendars take it. */
export interface CalendarLesson {
  /** Of its booking. */
  readonly id: string;
  /** Of its booking: grows with every change. */
  readonly version: number;
  /** ISO 8601. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly title: string;
  readonly location: string;
  /** Its page. */
  readonly url: string;
  readonly isCanceled?: boolean;
}

/** For a mail that asks a calendar to enter or to remove a lesson. */
export interface Invitation {
  readonly does: 'enter' | 'remove';
  /** Who sends it. */
  readonly from: { readonly name: string; readonly email: string };
  /** The address of the reader. */
  readonly to: string;
}

export interface CalendarOptions {
  /** When it is made. */
  readonly at: Date;
  /** What a calendar that follows the file is called. */
  readonly name?: string;
  readonly invitation?: Invitation;
}

/** How often a calendar that follows asks again, s. */
const REFRESH_S = 3_600;
const ALARM_BEFORE_S = 1_800;

/** An iCalendar file (RFC 5545), in UTC. */
export function calendarOf(
  lessons: readonly CalendarLesson[],
  { at, name, invitation }: CalendarOptions,
): string {
  const calendar = ical({
    prodId: { company: 'EduConnect', product: 'Lessons', language: 'EN' },
    method: methodOf(invitation),
    ...(name && { name: plain(name), ttl: REFRESH_S }),
  });
  for (const lesson of lessons) {
    const isCanceled = lesson.isCanceled === true || invitation?.does === 'remove';
    const event = calendar.createEvent({
      id: `${lesson.id}@educonnect`,
      sequence: lesson.version,
      stamp: at,
      start: new Date(lesson.startsAt),
      end: new Date(lesson.endsAt),
      summary: plain(lesson.title),
      description: lesson.url,
      location: plain(lesson.location),
      url: lesson.url,
      status: isCanceled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    });
    if (!isCanceled) event.createAlarm({ type: ICalAlarmType.display, trigger: ALARM_BEFORE_S });
    if (!invitation) continue;
    event.organizer(invitation.from);
    // Nothing is asked of the reader: they have agreed on the lesson already.
    event.createAttendee({
      email: invitation.to,
      rsvp: false,
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.ACCEPTED,
    });
  }
  return `${calendar.toString()}\r\n`;
}

function methodOf(invitation: Invitation | undefined): ICalCalendarMethod {
  if (!invitation) return ICalCalendarMethod.PUBLISH;
  return invitation.does === 'remove' ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
}

/** Marks of direction and control characters are for pages, and not allowed in calendars. */
const plain = (text: string) => text.replace(/[\u2066-\u2069]|\p{Cc}/gu, '');
