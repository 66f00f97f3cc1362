import type { Locale } from '@edu/contract-kit';
import type { Side } from '../lessons/lesson-queries.ts';
import type { View } from './calendar-days.ts';

/** Whose lessons a calendar shows, and where its pages are. */
export interface Whose {
  readonly as: Side;
  /** Of the calendar, without the language. */
  readonly path: string;
  /** Of the list of the same lessons. */
  readonly list: string;
  /** What both addresses keep: a parent who asks for their own lessons. */
  readonly of?: 'me' | undefined;
}

export const TAUGHT: Whose = {
  as: 'provider',
  path: '/teaching/calendar',
  list: '/teaching/lessons',
};

/** The lessons that somebody takes; without `of` those of a parent's children. */
export const learnt = (as: 'learner' | 'parent', of?: 'me'): Whose => ({
  ...{ as, path: '/lessons/calendar', list: '/lessons' },
  of,
});

export function calendarHref(
  locale: Locale,
  { path, of }: Whose,
  view: View,
  day?: string,
): string {
  const query = new URLSearchParams({ view, ...(day && { day }), ...(of && { of }) });
  return `/${locale}${path}?${query}`;
}

export const listHref = (locale: Locale, { list, of }: Whose): string =>
  `/${locale}${list}${of ? `?of=${of}` : ''}`;
