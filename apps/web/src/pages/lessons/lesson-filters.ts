import { addDays } from '../provider/local-date.ts';
import { startOf } from '../calendar/calendar-days.ts';

export const PARTS = ['upcoming', 'to_pay', 'asked', 'past', 'canceled'] as const;
export type Part = (typeof PARTS)[number];

/** Which of one's lessons a list shows, as its address says. */
export interface Filters {
  readonly part: Part;
  /** Somebody on the other side. */
  readonly withId?: string;
  /** One of a parent's children. */
  readonly child?: string;
  /** Days of this device's calendar, both included. */
  readonly from?: string;
  readonly to?: string;
}

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What does not make sense in an address is not there. */
export function filtersOf(search: string): Filters {
  const query = new URLSearchParams(search);
  const said = (name: string, isRight: (text: string) => boolean) => {
    const text = query.get(name);
    return text !== null && isRight(text) ? { [name]: text } : {};
  };
  const part = query.get('part');
  return {
    part: PARTS.find((known) => known === part) ?? 'upcoming',
    ...said('withId', (text) => ID.test(text)),
    ...said('child', (text) => ID.test(text)),
    ...said('from', isDate),
    ...said('to', isDate),
  };
}

const isDate = (text: string) => DATE.test(text) && !Number.isNaN(Date.parse(text));

/** The query of an address; the next lessons are the usual ones. */
export function addressOf({ part, ...others }: Filters & { readonly of?: string }): string {
  const query = new URLSearchParams({ ...(part !== 'upcoming' && { part }), ...others });
  return query.size > 0 ? `?${query}` : '';
}

/** How many things narrow the list, apart from its part. */
export const countOf = ({ withId, child, from, to }: Filters): number =>
  [withId, child, from ?? to].filter((said) => said !== undefined).length;

/** As the API asks for it, without the part. */
export function apiFilters({ withId, child, from, to }: Filters) {
  return {
    ...(withId && { withId }),
    ...(child && { learnerId: child }),
    ...(from && { from: startOf(from).toISOString() }),
    ...(to && { to: startOf(addDays(to, 1)).toISOString() }),
  };
}
