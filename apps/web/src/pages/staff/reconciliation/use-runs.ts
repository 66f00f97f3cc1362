import { useQuery } from '@tanstack/react-query';
import type { ReconciliationRun } from '@edu/client';
import { useApi } from '../../../island/api-context.tsx';

const ASK_AGAIN_MS = 1_000;

export const isUnderWay = ({ state }: Pick<ReconciliationRun, 'state'>): boolean =>
  state === 'waiting' || state === 'running';

/** The latest comparisons, with their progress as it comes. */
export function useRuns() {
  const api = useApi();
  return useQuery({
    queryKey: ['reconciliations'],
    queryFn: ({ signal }) =>
      api.get('/api/v1/staff/reconciliation/runs', { params: { query: { limit: 10 } }, signal }),
    refetchInterval: ({ state: { data } }) => (data?.items.some(isUnderWay) ? ASK_AGAIN_MS : false),
  });
}
