import { keptAnswer, keptAnswers } from '../../island/kept-answers.ts';
import type { BookingDetails, BookingDetailsPage, Client } from '@edu/client';
import { useApi } from '../../island/api-context.tsx';
import { addressOf, apiFilters, type Filters } from './lesson-filters.ts';
import { useKeptQuery } from './use-kept-query.ts';

/** `parent`: of the reader’s children. */
export type Side = 'learner' | 'provider' | 'parent';

const PAGE_SIZE = 20;

export function listLessons(
  api: Client,
  as: Side,
  filters: Filters,
  cursor?: string,
): Promise<BookingDetailsPage> {
  const query = {
    ...{ as, part: filters.part, series: 'together' as const, ...apiFilters(filters) },
    ...{ limit: PAGE_SIZE, cursor },
  };
  return api.get('/api/v1/bookings', { params: { query } });
}

/** The first page of my lessons; readable without a network. */
export function useFirstLessons(as: Side, filters: Filters) {
  const api = useApi();
  const { part, ...narrower } = filters;
  const name = `lessons ${as} ${part}${addressOf({ part: 'upcoming', ...narrower })}`;
  return useKeptQuery({
    name,
    ask: () => listLessons(api, as, filters),
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
