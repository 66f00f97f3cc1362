import { keptAnswer, keptAnswers } from '../../island/kept-answers.ts';
import type { BookingDetails, BookingDetailsPage, Client } from '@edu/client';
import { useApi } from '../../island/api-context.tsx';
import { useKeptQuery } from './use-kept-query.ts';

/** `parent`: of the reader’s children. */
export type Side = 'learner' | 'provider' | 'parent';
export type When = 'upcoming' | 'past';

const PAGE_SIZE = 20;

export function listLessons(
  api: Client,
  as: Side,
  when: When,
  cursor?: string,
): Promise<BookingDetailsPage> {
  return api.get('/api/v1/bookings', { params: { query: { as, when, limit: PAGE_SIZE, cursor } } });
}

/** The first page of my lessons; readable without a network. */
export function useFirstLessons(as: Side, when: When) {
  const api = useApi();
  const name = `lessons ${as} ${when}`;
  return useKeptQuery({
    name,
    ask: () => listLessons(api, as, when),
    kept: () => keptAnswer<BookingDetailsPage>(name),
  });
}

/** One of my lessons; readable without a network once it, or a list with it, has been seen. */
export function useLesson(id: string) {
  const api = useApi();
  const name = `lesson ${id}`;
  return useKeptQuery({
    name,
    ask: () => api.get('/api/v1/bookings/{id}', { params: { path: { id } } }),
    kept: () => keptAnswer<BookingDetails>(name) ?? keptInList(id),
  });
}

function keptInList(id: string) {
  for (const { at, data } of keptAnswers<BookingDetailsPage>('lessons ')) {
    const found = data.items.find((item) => item.id === id);
    if (found) return { at, data: found };
  }
  return undefined;
}
