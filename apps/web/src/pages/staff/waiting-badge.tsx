import { useQuery } from '@tanstack/react-query';
import { useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';
import type { StaffPlace } from '../../shell/staff-places.ts';

/** Where it is counted what waits for the yes or no of whoever looks. */
const PATHS = {
  adjustments: '/api/v1/staff/adjustments',
  risk: '/api/v1/staff/risk',
} as const satisfies Partial<Record<StaffPlace, string>>;
type Waiting = keyof typeof PATHS;

export const hasWaiting = (place: StaffPlace): place is Waiting => place in PATHS;

/** How many wait for the yes or no of whoever looks. */
export function WaitingBadge({ place }: { readonly place: Waiting }) {
  const { t } = useReader();
  const api = useApi();
  const { data: waiting } = useQuery({
    queryKey: [place, 'waiting'],
    queryFn: async ({ signal }) => {
      const page = await api.get(PATHS[place], { params: { query: { limit: 1 } }, signal });
      return page.waiting;
    },
  });
  if (!waiting) return null;
  return <span className="tag">{t('staff.waiting', { count: waiting })}</span>;
}
