import { ApiError, NetworkError, type Client, type GroupLesson } from '@edu/client';

/** What a provider offers beside lessons for one; none when it cannot be had just now. */
export async function readGroups(
  api: Pick<Client, 'get'>,
  providerId: string,
): Promise<readonly GroupLesson[]> {
  try {
    const params = { path: { providerId } };
    return (await api.get('/api/v1/providers/{providerId}/group-lessons', { params })).items;
  } catch (error) {
    // The page is worth showing without them.
    if (error instanceof ApiError || error instanceof NetworkError) return [];
    throw error;
  }
}
