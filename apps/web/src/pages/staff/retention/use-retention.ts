import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { RetainingService, RetainingServiceInput } from '@edu/client';
import { useApi } from '../../../island/api-context.tsx';
import { isUnderWay } from '../is-under-way.ts';

const KEY = ['retention'];
/** Beside the events: one may be lost on its way. */
const ASK_AGAIN_MS = 2_000;

/** What every service deletes in time, with the progress of all runs as it comes. */
export function useRetention() {
  const api = useApi();
  const queries = useQueryClient();
  const list = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/api/v1/staff/retention/runs', { signal }),
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(({ runs }) => runs?.some(isUnderWay)) ? ASK_AGAIN_MS : false,
  });
  const { refetch, isSuccess } = list;
  useEffect(() => {
    if (!isSuccess) return undefined;
    // One answer has all that came before it was asked for.
    const readAgain = () => void refetch({ cancelRefetch: false });
    return api.events('/api/v1/me/notifications/stream', { onEvent: readAgain });
  }, [api, isSuccess, refetch]);
  const begin = async (service: RetainingService) => {
    // A service that came after this page was made knows itself what it is called.
    await api.post('/api/v1/staff/retention/runs', {
      body: { service: service as RetainingServiceInput },
    });
    await queries.invalidateQueries({ queryKey: KEY });
  };
  return { list, begin };
}
