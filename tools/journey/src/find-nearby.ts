import assert from 'node:assert/strict';
import type { Hit } from '@edu/client';
import type { Person } from './actors.ts';

const MAX_HITS = 2_000;

/**
 * Looks for a tutor as a student in Cocody does. Page by page, for earlier journeys have left tutors
 * at the same place.
 *
 * @throws AssertionError when the tutor is not found
 */
export async function findNearby({ api }: Person, tutor: Person): Promise<Hit> {
  const place = { lat: 5.35, lng: -3.99, radiusKm: 10, sort: 'distance' } as const;
  const params = { query: { subject: 'maths', limit: 100, ...place } };
  let seen = 0;
  for await (const hit of api.pages('/api/v1/search/tutors', { params })) {
    if (hit.providerId === tutor.id) return hit;
    if (++seen >= MAX_HITS) break;
  }
  return assert.fail(`${tutor.displayName} is not found`);
}
