import { randomBytes } from 'node:crypto';
import { profileRpc } from '@edu/contracts-profile';
import { searchRpc } from '@edu/contracts-search';
import { ApiClient, eventually, openTutor, Postbox, type Person } from '@edu/journey';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';

const platform = inject('platform');
const api = new ApiClient(platform.url);
const post = new Postbox(platform.urls);

/** Of a cell of the grid: a hundredth of a degree, a kilometre. */
const MIDDLE = { lat: 5.37, lng: -3.96 };
/** Two doors in opposite corners of it. */
const DOORS = [
  { lat: 5.365_08, lng: -3.964_91 },
  { lat: 5.374_93, lng: -3.955_06 },
];
/** Of no other tutor. */
const subject = `sujet-${randomBytes(5).toString('hex')}`;
const tutors: Person[] = [];

beforeAll(async () => {
  for (const location of DOORS) {
    const tutor = await openTutor(api, post, 'Tutor');
    const { headline, languages, modes, hourlyRate } = await api.ok(profileRpc.getMine, {}, tutor);
    const rest = { displayName: 'Tutor', headline, languages, modes, hourlyRate };
    const place = { location, city: 'Abidjan', country: 'CI', radiusKm: 10 };
    await api.ok(profileRpc.saveMine, { ...rest, ...place, subjects: [subject] }, tutor);
    tutors.push(tutor);
  }
  await eventually(async () => {
    const { items } = await api.ok(searchRpc.tutors, { subject });
    expect(items).toHaveLength(tutors.length);
  });
}, 60_000);
afterAll(() => api.close());

/** What a search from a point says of each of the two: where, how far, and whether at all. */
async function seenFrom(point: { lat: number; lng: number }, radiusKm: number) {
  const asked = { ...point, radiusKm, subject, sort: 'distance' as const };
  const { items } = await api.ok(searchRpc.tutors, asked);
  return tutors.map(({ id }) => {
    const hit = items.find(({ providerId }) => providerId === id);
    return hit && [hit.location, hit.distanceKm];
  });
}

it('two doors in one cell are the same place, from wherever and however often one asks', async () => {
  for (const { id } of tutors) {
    const { location } = await api.ok(profileRpc.getListing, { id });
    expect(location).toEqual(MIDDLE);
  }
  let found = 0;
  for (const bearing of [0, 1, 2, 3, 4, 5]) {
    const angle = (bearing * Math.PI) / 3;
    const point = {
      lat: MIDDLE.lat + 0.02 * Math.sin(angle),
      lng: MIDDLE.lng + 0.02 * Math.cos(angle),
    };
    // The edge of a circle that sweeps over the cell in steps of a hundred metres.
    for (let radiusKm = 1.5; radiusKm < 3; radiusKm += 0.1) {
      const [one, other] = await seenFrom(point, radiusKm);
      expect(one).toEqual(other);
      if (one) found++;
    }
  }
  expect(found).toBeGreaterThan(20);
}, 60_000);
