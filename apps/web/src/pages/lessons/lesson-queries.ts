import { keptAnswer, keptAnswers, type Kept } from '../../island/kept-answers.ts';
import type { BookingDetails, BookingDetailsPage, Client, Series } from '@edu/client';
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

/** One of my lessons; readable without a network once it, or a list with it or its series, has been seen. */
export function useLesson(id: string) {
  const api = useApi();
  const name = `lesson ${id}`;
  return useKeptQuery({
    name,
    ask: () => api.get('/api/v1/bookings/{id}', { params: { path: { id } } }),
    kept: () => keptAnswer<BookingDetails>(name) ?? keptInList(id) ?? keptInSeries(id),
  });
}

/** A series of mine with its lessons; readable without a network once it, or a list with it, has been seen. */
export function useSeries(id: string) {
  const api = useApi();
  const name = nameOfSeries(id);
  return useKeptQuery({
    name,
    ask: () => api.get('/api/v1/series/{seriesId}', { params: { path: { seriesId: id } } }),
    kept: () => keptAnswer<Series>(name),
  });
}

export const nameOfSeries = (id: string): string => `series ${id}`;

const keptInList = (id: string) => listed((item) => item.id === id);

function listed(fits: (lesson: BookingDetails) => boolean): Kept<BookingDetails> | undefined {
  for (const { at, data } of keptAnswers<BookingDetailsPage>('lessons ')) {
    const found = data.items.find(fits);
    if (found) return { at, data: found };
  }
  return undefined;
}

/** Its people and its terms are those of the lesson that stands in the list for the series. */
function keptInSeries(id: string): Kept<BookingDetails> | undefined {
  for (const { at, data } of keptAnswers<Series>(nameOfSeries(''))) {
    const lesson = data.lessons.find((one) => one.id === id);
    const alike = lesson && listed(({ seriesId }) => seriesId === data.id);
    if (!alike) continue;
    const own = { askedStartsAt: null, rescheduleProposal: null, cancellation: null };
    return { at, data: { ...alike.data, ...lesson, ...own, ofSeries: null } };
  }
  return undefined;
}
