import { useApi } from '../../../island/api-context.tsx';
import { usePages } from '../../../island/use-pages.ts';

export const ADJUSTMENT_STATES = ['proposed', 'approved', 'refused'] as const;
export type AdjustmentState = (typeof ADJUSTMENT_STATES)[number];

/** Adjustments of one state, the newest first, page by page. */
export function useAdjustments(state: AdjustmentState) {
  const api = useApi();
  return usePages(['adjustments', state], (page, signal) =>
    api.get('/api/v1/staff/adjustments', { params: { query: { ...page, state } }, signal }),
  );
}
