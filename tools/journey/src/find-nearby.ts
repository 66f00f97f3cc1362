import assert from 'node:assert/strict';
import type { RpcOutput } from '@edu/contract-kit';
import { searchRpc } from '@edu/contracts-search';
import type { Person } from './actors.ts';
import type { ApiClient } from './api-client.ts';

type Found = RpcOutput<typeof searchRpc.tutors>;

const PAGES = 20;

/**
 * Looks for a tutor as a student in Cocody does. Page by page, for earlier journeys have left tutors
 * at the same place.
 *
 * @throws AssertionError when the tutor is not found
 */
export async function findNearby(
  api: ApiClient,
  tutor: Person,
  student: Person,
): Promise<Found['items'][number]> {
  const query = {
    subject: 'maths',
    lat: 5.35,
    lng: -3.99,
    radiusKm: 10,
    sort: 'distance',
  } as const;
  let cursor: string | null = null;
  for (let page = 0; page === 0 || (cursor && page < PAGES); page++) {
    const input = { ...query, limit: 100, ...(cursor && { cursor }) };
    const found: Found = await api.ok(searchRpc.tutors, input, student);
    const hit = found.items.find(({ providerId }) => providerId === tutor.id);
    if (hit) return hit;
    cursor = found.nextCursor;
  }
  return assert.fail(`${tutor.displayName} is not found`);
}
