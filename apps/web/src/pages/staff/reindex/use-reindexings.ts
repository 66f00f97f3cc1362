import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useApi } from '../../../island/api-context.tsx';
import { isUnderWay } from '../is-under-way.ts';

const KEY = ['reindexings'];
/** Beside the events, which come to whoever asked alone. */
const ASK_AGAIN_MS = 2_000;

/** The latest reindexings, with their progress as it comes. */
export function useReindexings() {
  const api = useApi();
  const queries = useQueryClient();
  const list = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/api/v1/staff/search/reindexings', { signal }),
    refetchInterval: ({ state: { data } }) => (data?.items.some(isUnderWay) ? ASK_AGAIN_MS : false),
  });
  const { data, refetch } = list;
  const follows = data?.items.some(isUnderWay) ?? false;
  useEffect(() => {
    if (!follows) return undefined;
    return api.events('/api/v1/me/notifications/stream', { onEvent: () => void refetch() });
  }, [api, follows, refetch]);
  const begin = async () => {
    await api.post('/api/v1/staff/search/reindexings');
    await queries.invalidateQueries({ queryKey: KEY });
  };
  return { list, begin };
}
