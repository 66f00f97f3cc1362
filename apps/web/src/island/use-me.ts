import { useQuery } from '@tanstack/react-query';
import { useApi } from './api-context.tsx';

/** The account of whoever is signed in. @param enabled false: not asked, where nobody may be signed in */
export function useMe(enabled = true) {
  const api = useApi();
  return useQuery({ queryKey: ['me'], queryFn: () => api.get('/api/v1/me'), enabled });
}
