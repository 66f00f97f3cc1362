import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { ApiError, type DataExport } from '@edu/client';
import { useApi } from '../../island/api-context.tsx';

const KEY = ['export'];
/** Beside the events, which a proxy may hold back. */
const ASK_AGAIN_MS = 5_000;

export const isUnderWay = (latest: DataExport | null | undefined): boolean =>
  latest?.state === 'waiting' || latest?.state === 'running';

/** My latest export, null where there is none, with its progress as it comes. */
export function useExport() {
  const api = useApi();
  const queries = useQueryClient();
  const latest = useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }): Promise<DataExport | null> => {
      try {
        return await api.get('/api/v1/me/export', { signal });
      } catch (error) {
        if (error instanceof ApiError && error.code === 'auth.no_export') return null;
        throw error;
      }
    },
    refetchInterval: ({ state: { data } }) => (isUnderWay(data) ? ASK_AGAIN_MS : false),
  });
  const { data, refetch } = latest;
  const follows = isUnderWay(data);
  useEffect(() => {
    if (!follows) return undefined;
    return api.events('/api/v1/me/notifications/stream', { onEvent: () => void refetch() });
  }, [api, follows, refetch]);
  const begin = async () => {
    queries.setQueryData(KEY, await api.post('/api/v1/me/export'));
  };
  return { latest, begin };
}
