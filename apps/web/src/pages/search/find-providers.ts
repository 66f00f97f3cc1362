import type { Found } from '@edu/client';
import { searchTutors } from '@edu/client/fields';
import { CURRENCY_EXPONENTS } from '@edu/contract-kit';
import type { Api } from '../../page/api.ts';
import type { SearchQuery } from './search-query.ts';

/** Asks the API. @throws ApiError, NetworkError */
export function findProviders(api: Api, query: SearchQuery): Promise<Found> {
  const { kind, at, radiusKm, sort, ...rest } = query;
  const filters = {
    q: wordsOf(query),
    mode: rest.mode,
    verified: rest.verified,
    bookingMode: rest.booking,
    lang: rest.lang,
    cursor: rest.cursor,
    ...priceOf(query),
  };
  if (kind === 'coach' || kind === 'mentor') {
    const params = { query: { ...filters, sort: sort === 'distance' ? 'best' : sort } as const };
    return kind === 'coach'
      ? api.get('/api/v1/search/coaches', { params })
      : api.get('/api/v1/search/mentors', { params });
  }
  const near = at && { ...at, radiusKm };
  const params = {
    query: { ...filters, level: rest.level, ...near, sort: near ? sort : beyondDistance(sort) },
  };
  return api.get('/api/v1/search/tutors', { params });
}

/** A place that nobody knows is still a word that profiles may have. */
function wordsOf({ kind, what, place, at }: SearchQuery): string | undefined {
  const words = kind === 'tutor' && !at ? `${what} ${place}`.trim() : what;
  return words.slice(0, searchTutors['/q'].maxLength) || undefined;
}

function priceOf({ minRate, maxRate, currency, sort }: SearchQuery) {
  if (minRate === undefined && maxRate === undefined && sort !== 'price') return {};
  const minor = (amount: number | undefined) =>
    amount === undefined ? undefined : Math.round(amount * 10 ** CURRENCY_EXPONENTS[currency]);
  return { currency, minRate: minor(minRate), maxRate: minor(maxRate) };
}

const beyondDistance = (sort: SearchQuery['sort']) => (sort === 'distance' ? 'best' : sort);
