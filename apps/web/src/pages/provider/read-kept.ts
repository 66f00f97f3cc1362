import { ApiError, NetworkError } from '@edu/client';
import type { Api } from '../../page/api.ts';

/** How many of their lessons a provider kept, in percent; null where nothing is said, or can be had. */
export async function readKept(api: Api, providerId: string): Promise<number | null> {
  try {
    const params = { path: { providerId } };
    return (await api.get('/api/v1/providers/{providerId}/reliability', { params })).keptPct;
  } catch (error) {
    // The page is worth showing without it.
    if (error instanceof ApiError || error instanceof NetworkError) return null;
    throw error;
  }
}
