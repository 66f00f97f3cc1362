import { useApi } from '../../../island/api-context.tsx';
import { usePages } from '../../../island/use-pages.ts';

export const RESERVE_STATES = ['live', 'lifted'] as const;
export type ReserveState = (typeof RESERVE_STATES)[number];

/** What finance keeps of single providers, the newest first, page by page. */
export function useReserves(state: ReserveState) {
  const api = useApi();
  return usePages(['reserves', state], (page, signal) =>
    api.get('/api/v1/staff/reserves', { params: { query: { ...page, state } }, signal }),
  );
}
