import {
  availabilityEvents,
  availabilityRpc,
  type BookingTerms,
} from '@edu/contracts-availability';
import { profileEvents, type Listing } from '@edu/contracts-profile';
import { eventually } from '@edu/testing';
import { newId } from '@edu/contract-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { COCODY, ListingHarness } from './listing.harness.ts';

const search = new ListingHarness();
beforeAll(() => search.start());
beforeEach(() => search.empty());
afterAll(() => search.stop());

const TRIAL = { durationMinutes: 30, price: { amount: 1_500, currency: 'XOF' as const } };

const termsOf = (providerId: string, change: Partial<BookingTerms> = {}): BookingTerms => ({
  ...{ providerId, version: 1, bookingMode: 'instant', trial: null },
  ...change,
});

/** What the schedules say, when the search asks for all of them. */
const say = (...items: BookingTerms[]) =>
  search.service.fake(availabilityRpc.listSnapshot, () => ({ items, nextCursor: null }));

const publishProfile = ({ providerId, kind, version }: Listing) =>
  search.service.publish(profileEvents.published, { providerId, kind, version });
const publishTerms = (terms: BookingTerms) =>
  search.service.publish(availabilityEvents.changed, terms);

async function shown() {
  const { items } = await search.tutors({});
  return items.map(({ bookingMode, trial }) => ({ bookingMode, trial }));
}

async function handled(): Promise<number> {
  const { rows } = await search.service.sql.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM inbox',
  );
  return rows[0]!.n;
}

describe('following schedules', () => {
  it('shows how somebody is booked, whichever comes first: the schedule or the profile', async () => {
    const before = search.publish();
    await publishProfile(before);
    await eventually(async () =>
      expect(await shown()).toEqual([{ bookingMode: null, trial: null }]),
    );
    await publishTerms(termsOf(before.providerId, { trial: TRIAL }));
    await eventually(async () =>
      expect(await shown()).toEqual([{ bookingMode: 'instant', trial: TRIAL }]),
    );

    await search.empty();
    const after = search.publish();
    const handledBefore = await handled();
    await publishTerms(termsOf(after.providerId, { bookingMode: 'request' }));
    await eventually(async () => expect(await handled()).toBe(handledBefore + 1));
    await publishProfile(after);
    await eventually(async () =>
      expect(await shown()).toEqual([{ bookingMode: 'request', trial: null }]),
    );
  });

  it('ends the same for every order and number of the same events', async () => {
    const tutor = search.publish({ version: 2 });
    const { providerId } = tutor;
    const last = termsOf(providerId, { version: 3, bookingMode: 'instant', trial: TRIAL });
    const events = [
      () => publishTerms(termsOf(providerId, { version: 1, trial: TRIAL })),
      () => publishTerms(termsOf(providerId, { version: 2, bookingMode: 'request' })),
      () => publishTerms(last),
      () => publishProfile({ ...tutor, version: 1 }),
      () => publishProfile(tutor),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...events, ...events], { minLength: 10, maxLength: 10 }),
        async (delivered) => {
          await search.service.sql.query('TRUNCATE listing, listing_subject, listing_version');
          const before = await handled();
          for (const publish of delivered) await publish();
          await eventually(async () => expect(await handled()).toBe(before + 10));
          expect(await shown()).toEqual([{ bookingMode: 'instant', trial: TRIAL }]);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('loses neither when a profile and its schedule come at one moment', async () => {
    const tutors = Array.from({ length: 40 }, () => search.publish());
    await Promise.all(
      tutors.flatMap((tutor) => [publishProfile(tutor), publishTerms(termsOf(tutor.providerId))]),
    );
    await eventually(async () => {
      const { items } = await search.tutors({ bookingMode: 'instant', limit: 50 });
      expect(items).toHaveLength(40);
    });
  });

  it('keeps the terms of a profile that is withdrawn, for when it comes back', async () => {
    const tutor = search.publish();
    const { providerId, kind } = tutor;
    await publishProfile(tutor);
    await publishTerms(termsOf(providerId));
    await eventually(async () => expect(await shown()).toMatchObject([{ bookingMode: 'instant' }]));
    await search.service.publish(profileEvents.unpublished, { providerId, kind, version: 2 });
    await eventually(async () => expect(await shown()).toEqual([]));
    await publishProfile(search.publish({ ...tutor, version: 3 }));
    await eventually(async () => expect(await shown()).toMatchObject([{ bookingMode: 'instant' }]));
  });

  it('passes over events of before, which do not say it', async () => {
    const tutor = search.publish();
    await publishProfile(tutor);
    const { providerId } = tutor;
    await publishTerms(termsOf(providerId, { trial: TRIAL }));
    await eventually(async () => expect(await shown()).toMatchObject([{ trial: TRIAL }]));
    const before = await handled();
    await search.service.publish(availabilityEvents.changed, { providerId, version: 2 });
    await eventually(async () => expect(await handled()).toBe(before + 1));
    expect(await shown()).toEqual([{ bookingMode: 'instant', trial: TRIAL }]);
  });

  it('shows no trial in another currency than the usual price, as none is offered', async () => {
    const tutor = search.publish();
    await search.rebuild();
    await publishTerms(
      termsOf(tutor.providerId, {
        trial: { durationMinutes: 30, price: { amount: 500, currency: 'EUR' } },
      }),
    );
    await eventually(async () =>
      expect(await shown()).toEqual([{ bookingMode: 'instant', trial: null }]),
    );
  });
});

describe('rebuilding the terms', () => {
  it('brings what events did not, and forgets whose schedule is gone', async () => {
    const [kept, gone] = [search.publish(), search.publish()];
    await search.rebuild();
    say(termsOf(kept.providerId, { trial: TRIAL }), termsOf(gone.providerId));
    expect(await search.rebuild(100, 'terms')).toEqual({ written: 2, removed: 0 });
    expect((await shown()).every(({ bookingMode }) => bookingMode === 'instant')).toBe(true);
    say(termsOf(kept.providerId, { trial: TRIAL }));
    expect(await search.rebuild(100, 'terms')).toEqual({ written: 1, removed: 1 });
    const { items } = await search.tutors({});
    expect(items.find(({ providerId }) => providerId === kept.providerId)).toMatchObject({
      ...{ bookingMode: 'instant', trial: TRIAL },
    });
    expect(items.find(({ providerId }) => providerId === gone.providerId)).toMatchObject({
      ...{ bookingMode: null, trial: null },
    });
    // Again after the listings were lost.
    await search.service.sql.query('TRUNCATE listing, listing_subject');
    await search.rebuild();
    expect(await search.idsOf({ bookingMode: 'instant' })).toEqual([kept.providerId]);
  });

  it('never goes back to an older version', async () => {
    const { providerId } = search.publish();
    await search.rebuild();
    say(termsOf(providerId, { version: 5, bookingMode: 'request' }));
    await search.rebuild(100, 'terms');
    say(termsOf(providerId, { version: 4 }));
    expect(await search.rebuild(100, 'terms')).toEqual({ written: 0, removed: 0 });
    expect(await shown()).toEqual([{ bookingMode: 'request', trial: null }]);
  });

  it('keeps terms of people without a listing', async () => {
    const stranger = newId();
    say(termsOf(stranger));
    expect(await search.rebuild(100, 'terms')).toEqual({ written: 1, removed: 0 });
    const tutor = search.publish({ providerId: stranger });
    await search.rebuild();
    expect(await search.idsOf({ bookingMode: 'instant' })).toEqual([tutor.providerId]);
  });
});

describe('the booking mode', () => {
  it('narrows a search in whatever way it finds, and is counted', async () => {
    const [instant, request] = Array.from({ length: 3 }, () => search.publish());
    await search.rebuild();
    say(
      ...[
        termsOf(instant!.providerId),
        termsOf(request!.providerId, { bookingMode: 'request' }),
      ].sort((a, b) => (a.providerId < b.providerId ? -1 : 1)),
    );
    await search.rebuild(100, 'terms');
    const around = { lat: COCODY.lat, lng: COCODY.lng };
    const ways = [{}, { q: 'collège' }, { subject: 'maths' }, { q: 'maths' }, { q: 'Kone Awwa' }];
    for (const query of [...ways, around, { sort: 'price', currency: 'XOF' } as const]) {
      expect(await search.idsOf({ ...query, bookingMode: 'instant' })).toEqual([
        instant!.providerId,
      ]);
      expect(await search.idsOf({ ...query, bookingMode: 'request' })).toEqual([
        request!.providerId,
      ]);
      const { items, facets } = await search.tutors(query);
      expect(items).toHaveLength(3);
      expect(facets!.bookingModes).toEqual([
        { value: 'instant', count: 1 },
        { value: 'request', count: 1 },
      ]);
    }
    await expect(search.tutors({ bookingMode: 'later' as 'instant' })).rejects.toMatchObject({
      status: 400,
      errors: [{ pointer: '/bookingMode' }],
    });
  });
});
