import { profileEvents, profileRpc, type Listing } from '@edu/contracts-profile';
import { searchRpc } from '@edu/contracts-search';
import { eventually } from '@edu/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Locale } from '@edu/contract-kit';
import { COCODY, ids, north, ListingHarness } from './listing.harness.ts';

const search = new ListingHarness();
beforeAll(() => search.start());
beforeEach(() => search.empty());
afterAll(() => search.stop());

const about = ({ providerId, kind, version }: Listing) => ({ providerId, kind, version });

describe('following profiles', () => {
  it('finds a tutor near the student as soon as the profile is published', async () => {
    const photo = { small: '/s.webp', medium: '/m.webp', large: '/l.webp' };
    const tutor = search.publish({ location: north(3.336), photo });
    await search.service.publish(profileEvents.published, about(tutor));
    const found = await eventually(async () => {
      const page = await search.tutors({ subject: 'maths', ...COCODY, radiusKm: 10 });
      expect(page.items).toHaveLength(1);
      return page;
    });
    expect(found).toEqual({
      items: [
        {
          providerId: tutor.providerId,
          kind: 'tutor',
          displayName: 'Awa Koné',
          slug: 'awa-kone',
          headline: tutor.headline,
          subjects: ['maths'],
          languages: ['fr'],
          modes: ['online', 'in_person'],
          levels: [],
          hourlyRate: { amount: 5_000, currency: 'XOF' },
          rating: null,
          reviewCount: 0,
          city: 'Abidjan',
          country: 'CI',
          location: tutor.location,
          photo,
          verified: [],
          bookingMode: null,
          trial: null,
          distanceKm: 3.3,
        },
      ],
      nextCursor: null,
      facets: {
        subjects: [{ value: 'maths', count: 1 }],
        languages: [{ value: 'fr', count: 1 }],
        levels: [],
        bookingModes: [],
      },
    });
  });

  it('follows changes, and deletes unpublished listings', async () => {
    const tutor = search.publish();
    await search.service.publish(profileEvents.published, about(tutor));
    await eventually(async () => expect(await search.idsOf({})).toEqual([tutor.providerId]));

    const changed = search.publish({ ...tutor, subjects: ['piano'], version: 2 });
    await search.service.publish(profileEvents.updated, about(changed));
    await eventually(async () => {
      expect(await search.idsOf({ subject: 'piano' })).toEqual([tutor.providerId]);
    });
    expect(await search.idsOf({ subject: 'maths' })).toEqual([]);

    search.profiles.delete(tutor.providerId);
    await search.service.publish(profileEvents.unpublished, { ...about(changed), version: 3 });
    await eventually(async () => expect(await search.idsOf({})).toEqual([]));
  });

  it('ends the same for every order and number of the same events', async () => {
    const published = search.publish();
    const gone = search.publish();
    const events = [
      [profileEvents.published, { ...about(published), version: 1 }],
      [profileEvents.unpublished, { ...about(published), version: 2 }],
      [profileEvents.published, { ...about(published), version: 3 }],
      [profileEvents.updated, { ...about(published), version: 4 }],
      [profileEvents.published, { ...about(gone), version: 1 }],
      [profileEvents.updated, { ...about(gone), version: 2 }],
      [profileEvents.unpublished, { ...about(gone), version: 3 }],
    ] as const;
    search.profiles.set(published.providerId, {
      ...published,
      version: 4,
      headline: 'The last word',
    });
    search.profiles.delete(gone.providerId);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...events, ...events], { minLength: 14, maxLength: 14 }),
        async (delivered) => {
          await search.service.sql.query('TRUNCATE listing, listing_subject, listing_version');
          const before = await handled();
          for (const [event, data] of delivered) await search.service.publish(event, data);
          await eventually(async () => expect(await handled()).toBe(before + 14));
          const found = await search.tutors({});
          expect(ids(found)).toEqual([published.providerId]);
          expect(found.items[0]!.headline).toBe('The last word');
        },
      ),
      { numRuns: 8 },
    );
  });

  it('ignores a profile that was read before it was withdrawn and comes after', async () => {
    const tutor = search.publish({ version: 4 });
    let answer!: () => void;
    const slow = new Promise<void>((resolve) => (answer = resolve));
    const asked = new Promise<void>((resolve) => {
      search.service.fake(profileRpc.getListing, async () => {
        resolve();
        await slow;
        return tutor;
      });
    });
    const before = await handled();
    await search.service.publish(profileEvents.updated, about(tutor));
    await asked;
    // What another replica would do with the event that follows.
    await search.service.sql.query('INSERT INTO listing_version VALUES ($1, 5)', [
      tutor.providerId,
    ]);
    answer();
    await eventually(async () => expect(await handled()).toBe(before + 1));
    expect(await search.idsOf({})).toEqual([]);
    search.service.fake(profileRpc.getListing, ({ id }) => search.answer(id));
  });

  async function handled(): Promise<number> {
    const { rows } = await search.service.sql.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM inbox',
    );
    return rows[0]!.n;
  }
});

describe('rebuilding', () => {
  it('inserts published profiles page by page, and deletes the rest', async () => {
    const kept = Array.from({ length: 7 }, () => search.publish());
    const gone = Array.from({ length: 4 }, () => search.publish());
    expect(await search.rebuild()).toEqual({ written: 11, removed: 0 });
    for (const { providerId } of gone) search.profiles.delete(providerId);
    const added = search.publish();
    expect(await search.rebuild(3)).toEqual({ written: 8, removed: 4 });
    expect((await search.idsOf({})).sort()).toEqual(
      [...kept, added].map(({ providerId }) => providerId).sort(),
    );
  });

  it('never goes back to an older version', async () => {
    const tutor = search.publish({ version: 5, headline: 'New' });
    await search.rebuild();
    search.profiles.set(tutor.providerId, { ...tutor, version: 4, headline: 'Old' });
    expect(await search.rebuild()).toEqual({ written: 0, removed: 0 });
    expect((await search.tutors({})).items[0]!.headline).toBe('New');
  });
});

describe('suggestions', () => {
  it('count listings, tolerate typing mistakes and are in the caller’s language', async () => {
    search.publish({ subjects: ['mathematics', 'physics'] });
    search.publish({ subjects: ['maths'] });
    await search.rebuild();
    search.service.clock.set(new Date(Date.now() + 60_000)); // past what earlier suites counted
    const suggest = (q: string, locale: Locale) =>
      search.service.call(searchRpc.suggest, { q }, { locale });
    expect((await suggest('mathé', 'fr')).items[0]).toEqual({
      value: 'maths',
      label: 'Mathématiques',
      count: 2,
    });
    expect((await suggest('phisics', 'en')).items[0]).toEqual({
      value: 'physics',
      label: 'Physics',
      count: 1,
    });
    expect((await suggest('???', 'en')).items).toEqual([]);
    await expect(search.service.call(searchRpc.suggest, { q: '' })).rejects.toEqual(
      expect.objectContaining({ code: 'platform.invalid_input', status: 400 }),
    );
  });
});

describe('what a search is filled in with', () => {
  it('is every subject with its names', async () => {
    const { items } = await search.service.call(searchRpc.subjects, {});
    expect(items).toContainEqual({ value: 'maths', fr: 'Mathématiques', en: 'Mathematics' });
  });

  it('is a place by its name, in the reader’s language', async () => {
    const places = (q: string, locale: Locale) =>
      search.service.call(searchRpc.places, { q, limit: 1 }, { locale });
    const geneva = { within: null, country: 'CH', location: { lat: 46.204, lng: 6.143 } };
    expect((await places('genev', 'en')).items).toEqual([{ name: 'Geneva', ...geneva }]);
    expect((await places('geneva', 'fr')).items).toEqual([{ name: 'Genève', ...geneva }]);
    expect((await places('???', 'fr')).items).toEqual([]);
    for (const q of ['', 'x'.repeat(61)]) {
      await expect(places(q, 'fr')).rejects.toMatchObject({
        status: 400,
        errors: [{ pointer: '/q' }],
      });
    }
  });
});

describe('suggestions of subjects that are not in the catalogue', () => {
  it('need three listings', async () => {
    for (let n = 0; n < 3; n++) {
      search.publish({
        subjects: ['Tissage du bogolan', ...(n < 2 ? ['Pay with WhatsApp now'] : [])],
      });
    }
    await search.rebuild();
    search.service.clock.set(new Date(Date.now() + 120_000)); // past what earlier suites counted
    const suggest = async (q: string) =>
      (await search.service.call(searchRpc.suggest, { q }, { locale: 'fr' })).items;
    expect(await suggest('tiss')).toEqual([
      { value: 'tissage-du-bogolan', label: 'tissage du bogolan', count: 3 },
    ]);
    expect((await suggest('bogo'))[0]!.value).toBe('tissage-du-bogolan');
    expect(await suggest('pay-w')).toEqual([]);
    expect(await suggest('whats')).toEqual([]);
  });

  it('cost little with every key, however many there are', async () => {
    // A thousand people with twenty subjects of their own; three have each.
    await search.service.sql.query(`
      INSERT INTO listing (provider_id, kind, display_name, headline, bio, subjects, keywords,
        languages, modes, rate_amount, rate_currency, score)
      SELECT gen_random_uuid(), 'tutor', 'Awa', 'Cours', '',
        ARRAY(SELECT 'own-subject-' || (n * 20 + k) % 6000 || '-of-a-kind' FROM generate_series(1, 20) AS k),
        '', '{fr}', '{online}', 0, 'XOF', 0
      FROM generate_series(1, 1000) AS n`);
    search.service.clock.set(new Date(Date.now() + 240_000)); // past what earlier suites counted
    const suggest = (q: string) =>
      search.service.call(searchRpc.suggest, { q, limit: 20 }, { locale: 'fr' });
    expect((await suggest('own')).items).toHaveLength(20); // counts them
    const texts = ['o', 'own-subject-1', 'zzzzzzz', 'own-subjcet-99-of-a-kind', 'x'.repeat(60)];
    const before = process.cpuUsage();
    for (let n = 0; n < 100; n++) await suggest(texts[n % texts.length]!);
    const { user, system } = process.cpuUsage(before);
    // Service, caller and test together; it was 90 ms and more for the service alone.
    expect((user + system) / 1_000 / 100).toBeLessThan(25);
  });
});

describe('the database', () => {
  it('plans each search for its values and gives up after a second', async () => {
    const { rows } = await search.service.sql.query<{ settings: string[] }>(
      `SELECT rolconfig AS settings FROM pg_roles WHERE rolname = 'search_service'`,
    );
    expect(rows[0]!.settings).toEqual(
      expect.arrayContaining([
        'plan_cache_mode=force_custom_plan',
        'statement_timeout=1s',
        'max_parallel_workers_per_gather=0',
        'enable_seqscan=off',
      ]),
    );
  });
});
