import { useQuery } from '@tanstack/react-query';
import { useReader } from '@edu/ui';
import { useApi } from '../../island/api-context.tsx';

/** How many adjustments wait for the yes or no of whoever looks. */
export function WaitingBadge() {
  const { t } = useReader();
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['adjustments', 'waiting'],
    queryFn: ({ signal }) =>
      api.get('/api/v1/staff/adjustments', { params: { query: { limit: 1 } }, signal }),
  });
  if (!data?.waiting) return null;
  return <span className="tag">{t('staff.waiting', { count: data.waiting })}</span>;
}
