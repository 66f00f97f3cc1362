import type { CalendarLessons } from '@edu/client';
import type { Locale } from '@edu/contract-kit';
import { dateFormat } from '@edu/ui';
import { addDays, localDate } from '../provider/local-date.ts';

export type CalendarLesson = CalendarLessons['items'][number];
export type View = 'day' | 'week';

/** Rows of the timetable of a day, in minutes. */
export const STEP_MIN = 15;
const WEEK = 7;
const DAY_MIN = 1_440;
/** Hours that a day shows even where nothing is in them. */
const USUAL = { from: 8, to: 20 } as const;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What an address asks for: this week unless it says `?view=day` or another day. */
export function askedFor(search: string, today: string): { view: View; day: string } {
  const query = new URLSearchParams(search);
  const day = query.get('day') ?? '';
  return {
    view: query.get('view') === 'day' ? 'day' : 'week',
    day: DATE.test(day) && !Number.isNaN(Date.parse(day)) ? day : today,
  };
}

/** The days of a view, a week from its Monday. */
export function daysOf(view: View, day: string): string[] {
  if (view === 'day') return [day];
  const sinceMonday = (new Date(day).getUTCDay() + 6) % WEEK;
  const monday = addDays(day, -sinceMonday);
  return Array.from({ length: WEEK }, (_, index) => addDays(monday, index));
}

/** `Thursday 26 November`; a day of the calendar is the same in every zone. */
export const dayText = (day: string, locale: Locale): string =>
  dateFormat(locale, 'UTC', { weekday: 'long', day: 'numeric', month: 'long' }).format(
    new Date(day),
  );

/** When a day begins in the zone of this device. */
export function startOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

/** Lessons by the day on which they begin in a zone. */
export function byDay(
  lessons: readonly CalendarLesson[],
  zone: string,
): ReadonlyMap<string, CalendarLesson[]> {
  const days = new Map<string, CalendarLesson[]>();
  for (const lesson of lessons) {
    const day = localDate(new Date(lesson.startsAt), zone);
    days.set(day, [...(days.get(day) ?? []), lesson]);
  }
  return days;
}

/** Minutes since midnight on the clock of a zone. */
export function clockMinutes(at: string, zone: string): number {
  const [hours = 0, minutes = 0] = new Date(at)
    .toLocaleTimeString('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' })
    .split(':')
    .map(Number);
  return hours * 60 + minutes;
}

export interface Timetable {
  /** The full hours that it shows. */
  readonly hours: readonly number[];
  /** Each lesson with its first row and how many it takes; rows count from 1. */
  readonly lessons: readonly {
    readonly lesson: CalendarLesson;
    readonly row: number;
    readonly rows: number;
  }[];
}

/** Where the lessons of a day stand; one that ends after midnight reaches to the end of the day. */
export function timetableOf(lessons: readonly CalendarLesson[], zone: string): Timetable {
  const spans = lessons.map((lesson) => {
    const from = clockMinutes(lesson.startsAt, zone);
    const minutes = (Date.parse(lesson.endsAt) - Date.parse(lesson.startsAt)) / 60_000;
    return { lesson, from, to: Math.min(from + minutes, DAY_MIN) };
  });
  const first = Math.min(USUAL.from, ...spans.map(({ from }) => Math.floor(from / 60)));
  const last = Math.max(USUAL.to, ...spans.map(({ to }) => Math.ceil(to / 60)));
  return {
    hours: Array.from({ length: last - first }, (_, index) => first + index),
    lessons: spans.map(({ lesson, from, to }) => ({
      lesson,
      row: Math.floor((from - first * 60) / STEP_MIN) + 1,
      rows: Math.max(1, Math.ceil((to - from) / STEP_MIN)),
    })),
  };
}
