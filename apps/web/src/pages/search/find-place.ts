import { NetworkError } from '@edu/client';
import type { Api } from '../../page/api.ts';
import type { SearchQuery } from './search-query.ts';

/**
 * The query with the coordinates that its place has. A name says more than coordinates that came with
 * it; those count while names cannot be looked up.
 */
export async function located(api: Api, query: SearchQuery): Promise<SearchQuery> {
  const { kind, place } = query;
  if (kind !== 'tutor' || place === '') return query;
  try {
    const params = { query: { q: place, limit: 1 } };
    const { items } = await api.get('/api/v1/search/places', { params });
    return { ...query, at: items[0]?.location };
  } catch (error) {
    if (error instanceof NetworkError) return query;
    return { ...query, at: undefined };
  }
}
