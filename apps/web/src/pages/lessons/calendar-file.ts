/** A lesson, as calendars take it. */
export interface CalendarLesson {
  readonly id: string;
  /** Grows with every change. */
  readonly version: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly title: string;
  readonly description: string;
  readonly location: string;
  /** Its page. */
  readonly url: string;
}

const LINE_OCTETS = 75;
const encoder = new TextEncoder();

/** An iCalendar file (RFC 5545) with one lesson, in UTC, and a reminder half an hour before. */
export function calendarFile(lesson: CalendarLesson, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//EduConnect//Lessons//EN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${lesson.id}@educonnect`,
    `SEQUENCE:${lesson.version}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(new Date(lesson.startsAt))}`,
    `DTEND:${utc(new Date(lesson.endsAt))}`,
    `SUMMARY:${escaped(lesson.title)}`,
    `DESCRIPTION:${escaped(lesson.description)}`,
    `LOCATION:${escaped(lesson.location)}`,
    `URL:${lesson.url}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(lesson.title)}`,
    'TRIGGER:-PT30M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** `20261124T100000Z` */
function utc(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d+/g, '');
}

/** Of a TEXT (3.3.11). Other control characters are not allowed in it. */
function escaped(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** Lines of at most 75 octets, cut between characters (3.1). */
function folded(line: string): string {
  let written = '';
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > LINE_OCTETS) {
      written += '\r\n ';
      octets = 1;
    }
    written += character;
    octets += size;
  }
  return written;
}
