import { describe, expect, it } from 'vitest';
import { calendarOf, type CalendarLesson, type CalendarOptions } from './calendar-of.ts';

const LESSON: CalendarLesson = {
  id: '01a20a75-fad1-7435-b3e5-daa5366c2cf4',
  version: 3,
  startsAt: '2026-11-24T10:00:00.000Z',
  endsAt: '2026-11-24T11:30:00.000Z',
  title: 'Maths with Awa Koné',
  location: 'Online',
  url: 'https://educonnect.example/fr/lessons/1',
};
const at = new Date('2026-11-20T08:15:30.123Z');
const fileOf = (lesson: Partial<CalendarLesson> = {}, more: Partial<CalendarOptions> = {}) =>
  calendarOf([{ ...LESSON, ...lesson }], { at, ...more });
const linesOf = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');
const lineOf = (file: string, name: string) =>
  linesOf(file).find((line) => new RegExp(`^${name}[:;]`).test(line));

describe('the calendar file of a lesson', () => {
  it('has its times in UTC, a name that stays and its version as the sequence', () => {
    const file = fileOf();
    expect(lineOf(file, 'DTSTART')).toBe('DTSTART:20261124T100000Z');
    expect(lineOf(file, 'DTEND')).toBe('DTEND:20261124T113000Z');
    expect(lineOf(file, 'DTSTAMP')).toBe('DTSTAMP:20261120T081530Z');
    expect(lineOf(file, 'SEQUENCE')).toBe('SEQUENCE:3');
    expect(lineOf(file, 'UID')).toBe(`UID:${LESSON.id}@educonnect`);
    expect(lineOf(file, 'METHOD')).toBe('METHOD:PUBLISH');
    expect(lineOf(file, 'TRIGGER')).toBe('TRIGGER:-PT30M');
    expect(file.startsWith('BEGIN:VCALENDAR\r\n')).toBe(true);
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('escapes what has a meaning, so that a name adds no line of its own', () => {
    const file = fileOf({ title: 'A; B, C\\D\r\nATTENDEE:x\u0000\u2068y\u2069' });
    expect(lineOf(file, 'SUMMARY')).toBe('SUMMARY:A\\; B\\, C\\\\DATTENDEE:xy');
    expect(lineOf(file, 'ATTENDEE')).toBeUndefined();
  });

  it('folds lines at 75 octets and never within a character', () => {
    const title = '🎓é'.repeat(60);
    const file = fileOf({ title });
    const longest = Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)));
    expect(longest).toBeLessThanOrEqual(75);
    expect(lineOf(file, 'SUMMARY')).toBe(`SUMMARY:${title}`);
  });

  it('says of a lesson that was called off that it is, and reminds of it no more', () => {
    const file = fileOf({ isCanceled: true });
    expect(lineOf(file, 'STATUS')).toBe('STATUS:CANCELLED');
    expect(lineOf(file, 'TRIGGER')).toBeUndefined();
  });
});

describe('an invitation', () => {
  const from = { name: 'EduConnect', email: 'no-reply@educonnect.test' };
  const to = 'awa@people.test';

  it('enters the lesson, and asks nothing of its reader', () => {
    const file = fileOf({}, { invitation: { does: 'enter', from, to } });
    expect(lineOf(file, 'METHOD')).toBe('METHOD:REQUEST');
    expect(lineOf(file, 'STATUS')).toBe('STATUS:CONFIRMED');
    expect(lineOf(file, 'ORGANIZER')).toContain('mailto:no-reply@educonnect.test');
    expect(lineOf(file, 'ATTENDEE')).toMatch(/PARTSTAT=ACCEPTED.*(mailto|MAILTO):awa@people\.test/);
    expect(lineOf(file, 'ATTENDEE')).toContain('RSVP=FALSE');
  });

  it('removes it by the same name', () => {
    const file = fileOf({ version: 4 }, { invitation: { does: 'remove', from, to } });
    expect(lineOf(file, 'METHOD')).toBe('METHOD:CANCEL');
    expect(lineOf(file, 'STATUS')).toBe('STATUS:CANCELLED');
    expect(lineOf(file, 'UID')).toBe(`UID:${LESSON.id}@educonnect`);
    expect(lineOf(file, 'SEQUENCE')).toBe('SEQUENCE:4');
  });
});

it('a file that calendars follow says what it is called and how often to ask', () => {
  const file = calendarOf([LESSON, { ...LESSON, id: 'another' }], { at, name: 'My lessons' });
  expect(lineOf(file, 'X-WR-CALNAME')).toBe('X-WR-CALNAME:My lessons');
  expect(lineOf(file, 'X-PUBLISHED-TTL')).toBe('X-PUBLISHED-TTL:PT1H');
  expect(linesOf(file).filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
});
