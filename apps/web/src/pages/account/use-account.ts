import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { User } from '@edu/client';
import { useApi } from '../../island/api-context.tsx';

const KEY = ['me'];

/** Whoever is signed in, and how to show what they have become. */
export function useAccount() {
  const api = useApi();
  const queries = useQueryClient();
  const account = useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get('/api/v1/me', { signal }),
  });
  const show = (user: User) => queries.setQueryData(KEY, user);
  return { account, show };
}
