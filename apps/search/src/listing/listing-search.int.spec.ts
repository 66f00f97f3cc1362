import { newId } from '@edu/contract-kit';
import { searchRpc, type Found } from '@edu/contracts-search';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COCODY, ids, north, ListingHarness, type TutorQuery } from './listing.harness.ts';
import { toKey } from '../subject/subject-key.ts';
import { haversine, moved } from './sphere.ts';

const search = new ListingHarness();
beforeAll(() => search.start());
beforeEach(() => search.empty());
afterAll(() => search.stop());

describe('filters', () => {
  it('by kind find only that kind', async () => {
    const [tutor, coach, mentor] = (['tutor', 'coach', 'mentor'] as const).map((kind) =>
      search.publish({ kind, subjects: ['leadership'], location: null, modes: ['online'] }),
    );
    await search.rebuild();
    expect(await search.idsOf({ subject: 'leadership' })).toEqual([tutor!.providerId]);
    const coaches = await search.service.call(searchRpc.coaches, { expertise: 'Management' });
    expect(ids(coaches)).toEqual([coach!.providerId]);
    const mentors = await search.service.call(searchRpc.mentors, {
      domain: 'leadership',
      lang: 'fr',
    });
    expect(ids(mentors)).toEqual([mentor!.providerId]);
  });

  it('match a subject by any of its names, in query and profile', async () => {
    const spelled = ['maths', 'mathematics', 'mathematiques', 'math'];
    const all = spelled.map((subject) => search.publish({ subjects: [subject] }).providerId).sort();
    search.publish({ subjects: ['physics'] });
    await search.rebuild();
    for (const subject of [...spelled, 'Mathématiques', 'MATHS']) {
      expect((await search.idsOf({ subject })).sort()).toEqual(all);
    }
    for (const q of ['mathématiques', 'Mathematics', 'maths']) {
      expect((await search.idsOf({ q })).sort()).toEqual(all);
    }
  });

  it('treat œ like oe', async () => {
    const choir = search.publish({ subjects: ['Chœur'] });
    search.publish({ subjects: ['piano'] });
    await search.rebuild();
    for (const text of ['chœur', 'choeur', 'CHŒUR']) {
      expect(await search.idsOf({ subject: text })).toEqual([choir.providerId]);
      expect(await search.idsOf({ q: text })).toEqual([choir.providerId]);
    }
  });

  it('spell every letter as the database does', async () => {
    const { rows } = await search.service.sql.query<{ letter: string; folded: string }>(
      `SELECT chr(code) AS letter, search.fold(chr(code)) AS folded
       FROM generate_series(${0xc0}, ${0x233}) AS code
       WHERE code NOT IN (${0xd7}, ${0xf7})
       UNION ALL SELECT letter, search.fold(letter) FROM unnest($1::text[]) AS letter`,
      [[...'ɓɖɗɛɣɔƴŒÆẞẹọṣḥ']],
    );
    const otherwise = rows.filter(({ letter, folded }) => toKey(letter) !== toKey(folded));
    expect(otherwise).toEqual([]);
    const lost = rows.filter(
      ({ letter, folded }) => /^[a-z]+$/.test(folded) && toKey(letter) !== folded,
    );
    expect(lost).toEqual([]);
  });

  it('take what is blank for absent', async () => {
    const tutor = search.publish();
    await search.rebuild();
    for (const query of [{ q: ' ' }, { q: '' }, { subject: '  ' }, { q: '', subject: '' }]) {
      expect(await search.idsOf(query)).toEqual([tutor.providerId]);
    }
  });

  it('narrow to those of whom something was checked, in whatever way they are found', async () => {
    const checked = search.publish({ verified: ['identity', 'diploma'] });
    search.publish({ verified: ['address'] });
    search.publish();
    await search.rebuild();
    const around = { lat: COCODY.lat, lng: COCODY.lng };
    const ways = [{}, { q: 'collège' }, { subject: 'maths' }, { q: 'maths' }, around];
    for (const query of [...ways, { sort: 'price', currency: 'XOF' } as const]) {
      const { items } = await search.tutors({ ...query, verified: 'identity' });
      expect(items.map(({ providerId, verified }) => ({ providerId, verified }))).toEqual([
        { providerId: checked.providerId, verified: ['identity', 'diploma'] },
      ]);
      expect((await search.tutors({ ...query, verified: 'criminal_record' })).items).toEqual([]);
    }
  });

  it('narrow by level, together with the subject where one is asked for or named', async () => {
    const both = search.publish({
      subjects: ['mathematiques', 'physics'],
      subjectLevels: [
        { subject: 'mathematiques', levels: ['upper_secondary', 'higher'] },
        { subject: 'physics', levels: ['lower_secondary'] },
      ],
    });
    const other = search.publish({
      subjects: ['maths', 'physics'],
      subjectLevels: [
        { subject: 'maths', levels: ['primary'] },
        { subject: 'physics', levels: ['upper_secondary'] },
      ],
    });
    search.publish({ subjects: ['maths'] });
    await search.rebuild();
    const [one, two] = [both.providerId, other.providerId];
    const level = 'upper_secondary';
    const around = { lat: COCODY.lat, lng: COCODY.lng };
    for (const query of [{ subject: 'maths' }, { q: 'Mathématiques' }]) {
      for (const more of [{}, around, { sort: 'price', currency: 'XOF' } as const]) {
        expect(await search.idsOf({ ...query, ...more, level })).toEqual([one]);
      }
    }
    expect(await search.idsOf({ subject: 'physics', level })).toEqual([two]);
    expect((await search.idsOf({ level })).sort()).toEqual([one, two].sort());
    expect((await search.idsOf({ level, q: 'patience' })).sort()).toEqual([one, two].sort());
    expect(await search.idsOf({ level: 'adult' })).toEqual([]);

    const { items, facets } = await search.tutors({ subject: 'maths' });
    expect(facets!.levels).toEqual([
      { value: 'higher', count: 1 },
      { value: 'primary', count: 1 },
      { value: 'upper_secondary', count: 1 },
    ]);
    expect(items.find(({ providerId }) => providerId === one)!.levels).toEqual([
      ...['lower_secondary', 'upper_secondary', 'higher'],
    ]);
    const any = await search.tutors({});
    expect(any.facets!.levels[0]).toEqual({ value: 'upper_secondary', count: 2 });
  });

  it('take goals for words of the profile', async () => {
    const { providerId } = search.publish({ goals: ['Réussir le concours de la magistrature'] });
    search.publish();
    await search.rebuild();
    expect(await search.idsOf({ q: 'magistrature' })).toEqual([providerId]);
  });

  it('narrow by language, country, mode and price', async () => {
    const one = search.publish({
      languages: ['en'],
      country: 'FR',
      modes: ['online'],
      hourlyRate: { amount: 2_500, currency: 'EUR' },
    });
    const two = search.publish({ languages: ['fr', 'en'] });
    await search.rebuild();
    const only = [one.providerId];
    expect((await search.idsOf({ lang: 'en' })).sort()).toEqual([...only, two.providerId].sort());
    expect(await search.idsOf({ country: 'FR' })).toEqual(only);
    expect(await search.idsOf({ mode: 'in_person' })).toEqual([two.providerId]);
    expect(await search.idsOf({ currency: 'EUR' })).toEqual(only);
    expect(await search.idsOf({ currency: 'EUR', minRate: 2_500, maxRate: 2_500 })).toEqual(only);
    expect(await search.idsOf({ currency: 'EUR', minRate: 2_501 })).toEqual([]);
    expect(await search.idsOf({ currency: 'EUR', maxRate: 2_499 })).toEqual([]);
  });

  it.each<[code: string, about: string, TutorQuery]>([
    ['search.place_incomplete', 'half a place', { lat: 5 }],
    ['search.place_incomplete', 'the other half', { lng: 5 }],
    ['search.place_incomplete', 'a distance from nowhere', { sort: 'distance' }],
    ['search.currency_missing', 'prices in any currency', { sort: 'price' }],
    ['search.currency_missing', 'a price in no currency', { maxRate: 5_000 }],
    ['platform.invalid_input', 'a place that is not on earth', { lat: 91, lng: 0 }],
    ['platform.invalid_input', 'a page too long', { limit: 101 }],
    ['platform.invalid_input', 'a text too long', { q: 'x'.repeat(101) }],
    [
      'platform.invalid_input',
      'a least price above the most',
      { currency: 'XOF', minRate: 2, maxRate: 1 },
    ],
    ['platform.invalid_input', 'a control character', { q: 'a\u0000b' }],
    ['platform.invalid_input', 'a cursor of nothing', { cursor: 'abc' }],
    [
      'platform.invalid_input',
      'a cursor with SQL',
      { cursor: cursor(['score', 'walk', 'DROP TABLE', newId()]) },
    ],
    [
      'platform.invalid_input',
      'a cursor without an id',
      { cursor: cursor(['score', 'walk', 1, 'not-an-id']) },
    ],
    [
      'platform.invalid_input',
      'a cursor out of range',
      { cursor: cursor(['score', 'walk', 1e300, newId()]) },
    ],
    [
      'platform.invalid_input',
      'a cursor of another order',
      { cursor: cursor(['price', 'walk', 1, newId()]) },
    ],
  ])('answer %s to %s', async (code, _about, query) => {
    await expect(search.tutors(query)).rejects.toEqual(
      expect.objectContaining({ code, status: 400 }),
    );
  });
});

describe('a place', () => {
  it('is reached by who travels that far, and only in person', async () => {
    const near = search.publish({ location: north(2), radiusKm: 5 });
    const tooFar = search.publish({ location: north(7), radiusKm: 5 });
    const far = search.publish({ location: north(7), radiusKm: 20, modes: ['in_person'] });
    const online = search.publish({ location: north(1), modes: ['online'], radiusKm: null });
    const nowhere = search.publish({ location: null, modes: ['online'], radiusKm: null });
    await search.rebuild();
    const at = { ...COCODY, radiusKm: 10 };
    expect(await search.idsOf(at)).toEqual([near, far].map(({ providerId }) => providerId));
    expect(await search.idsOf({ ...at, mode: 'in_person' })).toEqual(await search.idsOf(at));
    expect(await search.idsOf({ ...at, radiusKm: 5 })).toEqual([near.providerId]);
    expect((await search.idsOf({ ...at, mode: 'online' })).sort()).toEqual(
      [near, tooFar, online, nowhere].map(({ providerId }) => providerId).sort(),
    );
    expect(await search.idsOf({})).toHaveLength(5);
    const distances = (await search.tutors({ ...at, mode: 'online', sort: 'distance' })).items;
    expect(distances.map(({ distanceKm }) => distanceKm)).toEqual([1, 2, 7]);
  });

  it('finds exactly the listings within the radius', async () => {
    // Spread evenly: arbitrary doubles are nearly all next to nothing.
    const even = (min: number, max: number) =>
      fc.integer({ min: min * 1_000, max: max * 1_000 }).map((n) => n / 1_000);
    const coordinate = fc.record({ lat: even(-60, 60), lng: even(-180, 180) });
    const offset = fc.record({
      km: even(0, 60),
      bearing: even(0, 7),
      travels: fc.integer({ min: 1, max: 100 }),
    });
    await fc.assert(
      fc.asyncProperty(
        coordinate,
        fc.array(offset, { minLength: 1, maxLength: 25 }),
        even(1, 60),
        async (place, offsets, radiusKm) => {
          search.profiles.clear();
          for (const { km, bearing, travels } of offsets) {
            search.publish({ location: moved(place, km, bearing), radiusKm: travels });
          }
          await search.rebuild();
          const { items } = await search.tutors({
            ...place,
            radiusKm,
            sort: 'distance',
            limit: 100,
          });
          const shown = new Set(items.map(({ providerId }) => providerId));
          for (const { providerId, location, radiusKm: travels } of search.profiles.values()) {
            const limit = Math.min(radiusKm, travels!);
            const km = haversine(place, location!);
            if (Math.abs(km - limit) > 1e-6) expect(shown.has(providerId)).toBe(km < limit);
          }
          for (const { distanceKm, location } of items) {
            expect(Math.abs(distanceKm! - haversine(place, location!))).toBeLessThan(0.051);
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a text', () => {
  it('is found with and without accents, in both languages, best match first', async () => {
    const inBio = search.publish({ bio: `${'x '.repeat(200)} guitare`, subjects: ['piano'] });
    const inSubject = search.publish({ subjects: ['guitar'] });
    await search.rebuild();
    for (const q of ['guitare', 'GUITARES', 'guitar', '"cours pour" guitare']) {
      expect(await search.idsOf({ q })).toEqual([inSubject.providerId, inBio.providerId]);
    }
    expect(await search.idsOf({ q: 'college' })).toHaveLength(2);
  });

  it('has no operators: each word of it is looked for', async () => {
    const maths = search.publish();
    search.publish({ subjects: ['piano'] });
    await search.rebuild();
    for (const q of ['-maths', '!maths', 'lycée -maths']) {
      expect(await search.idsOf({ q })).toEqual([maths.providerId]);
    }
  });

  it('is found with typing mistakes when nothing matches as written', async () => {
    const koffi = search.publish({ displayName: 'Koffi Ouattara', subjects: ['chemistry'] });
    const aminata = search.publish({ displayName: 'Aminata Diallo', subjects: ['accounting'] });
    await search.rebuild();
    expect(await search.idsOf({ q: 'kofi ouatara' })).toEqual([koffi.providerId]);
    expect(await search.idsOf({ q: 'amenata' })).toEqual([aminata.providerId]);
    expect(await search.idsOf({ q: 'comptabilte' })).toEqual([aminata.providerId]);
    expect(await search.idsOf({ q: 'cours de chemsitry' })).toEqual([koffi.providerId]);
    expect(await search.idsOf({ q: 'zzzzqqqq' })).toEqual([]);
  });

  it('with any characters is answered without an error', async () => {
    const tutor = search.publish();
    await search.rebuild();
    const nasty = [
      `'; DROP TABLE listing; --`,
      `") OR 1=1 --`,
      `a & | ! <-> ( :* \\ %`,
      `$1 $2`,
      '%_%',
      '((((((((((',
    ];
    const text = fc.oneof(
      fc.constantFrom(...nasty),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...`'"\\()&|!:*-<>%_;$ a`), minLength: 1, maxLength: 60 }),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom('q', 'subject'), async (value, field) => {
        fc.pre(searchRpc.tutors.input.safeParse({ [field]: value }).success);
        const found = await search.tutors({ [field]: value });
        expect(found.nextCursor).toBeNull();
      }),
      { numRuns: 150 },
    );
    expect(await search.idsOf({})).toEqual([tutor.providerId]);
  });
});

describe('pages', () => {
  const at = { ...COCODY, radiusKm: 50 };
  it.each<[string, TutorQuery]>([
    ['score', {}],
    ['text', { q: 'maths' }],
    ['mistyped text', { q: 'matehmatiques' }],
    ['near', { ...at }],
    ['near with a text', { ...at, q: 'maths' }],
    ['distance', { ...at, sort: 'distance' }],
    ['distance with a mistyped text', { ...at, sort: 'distance', q: 'mahts' }],
    ['price', { sort: 'price', currency: 'XOF' }],
  ])('by %s visit everybody once, while others come', async (_order, query) => {
    const varied = (n: number) =>
      search.publish({
        // Many ties, so that the id has to decide.
        location: north(n % 4),
        radiusKm: 60,
        bio: 'x'.repeat((n % 3) * 100),
        hourlyRate: { amount: 1_000 + (n % 5) * 500, currency: 'XOF' },
      });
    const there = Array.from({ length: 30 }, (_, n) => varied(n).providerId);
    await search.rebuild();
    const seen: string[] = [];
    let next: string | null = null;
    let pages = 0;
    do {
      const page: Found = await search.tutors({
        ...query,
        limit: 4,
        ...(next && { cursor: next }),
      });
      expect(page.facets === null).toBe(pages++ > 0);
      seen.push(...ids(page));
      next = page.nextCursor;
      for (let n = 0; n < 3; n++) varied(pages + n);
      await search.rebuild();
    } while (next);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => there.includes(id)).sort()).toEqual(there.sort());
  });

  it('are in the order that was asked for', async () => {
    for (let n = 0; n < 12; n++) {
      search.publish({
        location: north((n * 7) % 12),
        radiusKm: 60,
        hourlyRate: { amount: 1_000 + ((n * 5) % 12) * 100, currency: 'XOF' },
      });
    }
    await search.rebuild();
    const { items: byDistance } = await search.tutors({ ...at, sort: 'distance' });
    const distances = byDistance.map(({ distanceKm }) => distanceKm!);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    const { items: byPrice } = await search.tutors({ sort: 'price', currency: 'XOF' });
    const prices = byPrice.map(({ hourlyRate }) => hourlyRate.amount);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    // All equal but for the place: the nearest is best.
    expect((await search.tutors(at)).items.map(({ distanceKm }) => distanceKm)).toEqual(distances);
  });

  it('show the listing with the higher score first, all else equal', async () => {
    const short = search.publish({ bio: '' });
    const long = search.publish({ bio: 'y'.repeat(400) });
    await search.rebuild();
    expect(await search.idsOf({})).toEqual([long.providerId, short.providerId]);
    expect(await search.idsOf({ ...at })).toEqual([long.providerId, short.providerId]);
  });
});

function cursor(values: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}
