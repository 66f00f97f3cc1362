import { describe, expect, it } from 'vitest';
import { calendarFile, type CalendarLesson } from './calendar-file.ts';

const LESSON: CalendarLesson = {
  id: '01a20a75-fad1-7435-b3e5-daa5366c2cf4',
  version: 3,
  startsAt: '2026-11-24T10:00:00.000Z',
  endsAt: '2026-11-24T11:30:00.000Z',
  title: 'Maths with Awa Koné',
  description: 'EduConnect',
  location: 'Online',
  url: 'https://educonnect.example/fr/lessons/1',
};
const NOW = new Date('2026-11-20T08:15:30.123Z');
const fileOf = (lesson: Partial<CalendarLesson>) => calendarFile({ ...LESSON, ...lesson }, NOW);
const unfolded = (file: string) => file.replaceAll('\r\n ', '');
const lineOf = (file: string, name: string) =>
  unfolded(file)
    .split('\r\n')
    .find((line) => line.startsWith(`${name}:`));

describe('the calendar file of a lesson', () => {
  it('has its times in UTC and its version as the sequence', () => {
    const file = fileOf({});
    expect(lineOf(file, 'DTSTART')).toBe('DTSTART:20261124T100000Z');
    expect(lineOf(file, 'DTEND')).toBe('DTEND:20261124T113000Z');
    expect(lineOf(file, 'DTSTAMP')).toBe('DTSTAMP:20261120T081530Z');
    expect(lineOf(file, 'SEQUENCE')).toBe('SEQUENCE:3');
    expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  });

  it('escapes what has a meaning, so that a name adds no line of its own', () => {
    const file = fileOf({ title: 'A; B, C\\D\r\nATTENDEE:x\u0000' });
    expect(lineOf(file, 'SUMMARY')).toBe('SUMMARY:A\\; B\\, C\\\\D\\nATTENDEE:x');
    expect(lineOf(file, 'ATTENDEE')).toBeUndefined();
  });

  it('folds lines at 75 octets and never within a character', () => {
    const title = '🎓é'.repeat(60);
    const file = fileOf({ title });
    const longest = Math.max(...file.split('\r\n').map((line) => Buffer.byteLength(line)));
    expect(longest).toBeLessThanOrEqual(75);
    expect(lineOf(file, 'SUMMARY')).toBe(`SUMMARY:${title}`);
  });
});
