import { useApi } from '../../../island/api-context.tsx';
import { usePages } from '../../../island/use-pages.ts';

export const REVIEW_STATES = ['open', 'released', 'refunded'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Payments to look at of one state, the newest first, page by page. */
export function useReviews(state: ReviewState) {
  const api = useApi();
  return usePages(['risk', state], (page, signal) =>
    api.get('/api/v1/staff/risk', { params: { query: { ...page, state } }, signal }),
  );
}
