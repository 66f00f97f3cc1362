import { newId } from '@edu/contract-kit';
import {
  HOURLY_RATE_BOUNDS,
  profileErrors,
  profileEvents,
  profileRpc,
} from '@edu/contracts-profile';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { profileService } from '../main.ts';

const MATHS = {
  displayName: 'Awa K.',
  headline: 'Maths, from college to university',
  bio: 'Ten years of teaching.',
  subjects: ['maths', 'physics'],
  languages: ['fr', 'en'],
  modes: ['online' as const, 'in_person' as const],
  hourlyRate: { amount: 5_000, currency: 'XOF' as const },
  location: { lat: 5.358_12, lng: -3.987_65 },
  city: 'Abidjan',
  country: 'CI',
  radiusKm: 10,
};

const NOTHING_MORE = { subjectLevels: [], languageLevels: [], diplomas: [], goals: [] };

let service: TestService;
beforeAll(async () => {
  service = await startTestService(profileService);
});
afterAll(() => service?.stop());

const save = (as: TestActor, change: object = {}) =>
  service.call(profileRpc.saveMine, { ...MATHS, ...change }, { as });
const publish = (as: TestActor) => service.call(profileRpc.publish, {}, { as });
const pause = (as: TestActor) => service.call(profileRpc.pause, {}, { as });
const unpublish = (as: TestActor) => service.call(profileRpc.unpublish, {}, { as });
const listing = (as: TestActor) => service.call(profileRpc.getListing, { id: as.userId });
const problem = (code: string, more: object = {}) => expect.objectContaining({ code, ...more });
const versions = (events: { providerId: string; version: number }[], { userId }: TestActor) =>
  events.filter((event) => event.providerId === userId).map((event) => event.version);

async function published(): Promise<TestActor> {
  const tutor = await testActor('tutor');
  await save(tutor);
  await publish(tutor);
  return tutor;
}

describe('writing', () => {
  it('creates a draft that only its owner sees', async () => {
    const tutor = await testActor('tutor');
    const saved = await save(tutor);
    expect(saved).toMatchObject({
      ...MATHS,
      providerId: tutor.userId,
      kind: 'tutor',
      state: 'draft',
      missing: [],
      version: 1,
    });
    expect(await service.call(profileRpc.getMine, {}, { as: tutor })).toEqual(saved);
    await expect(listing(tutor)).rejects.toEqual(problem('profile.not_found'));
  });

  it('replaces the whole profile: what is not sent is gone', async () => {
    const tutor = await testActor('tutor');
    await save(tutor);
    const saved = await service.call(profileRpc.saveMine, { displayName: 'Awa' }, { as: tutor });
    expect(saved).toEqual({
      providerId: tutor.userId,
      kind: 'tutor',
      displayName: 'Awa',
      subjects: [],
      languages: [],
      modes: ['online'],
      ...NOTHING_MORE,
      state: 'draft',
      advised: [
        { pointer: '/bio', code: 'helps_bio' },
        { pointer: '/photo', code: 'helps_photo' },
        { pointer: '/diplomas', code: 'helps_diplomas' },
      ],
      completeness: 30,
      missing: [
        { pointer: '/headline', code: 'needs_headline' },
        { pointer: '/subjects', code: 'needs_subject' },
        { pointer: '/languages', code: 'needs_language' },
        { pointer: '/hourlyRate', code: 'needs_price' },
      ],
      version: 2,
      updatedAt: saved.updatedAt,
    });
  });

  it('keeps what is taught, to whom, and what was learnt, as others see it', async () => {
    const tutor = await testActor('tutor');
    const teaching = {
      subjectLevels: [{ subject: 'maths', levels: ['upper_secondary', 'lower_secondary'] }],
      languageLevels: [
        { language: 'fr', level: 'native' },
        { language: 'en', level: 'b2' },
      ],
      diplomas: [{ title: 'Licence', institution: 'Université de Lomé', year: 2012 }],
      goals: ['Réussir'],
      introVideo: 'https://youtu.be/dQw4w9WgXcQ?si=x',
    };
    const kept = {
      ...teaching,
      subjectLevels: [{ subject: 'maths', levels: ['lower_secondary', 'upper_secondary'] }],
      introVideo: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
    };
    const saved = await save(tutor, teaching);
    expect(saved).toMatchObject(kept);
    expect(saved.advised.map(({ pointer }) => pointer)).toEqual(['/photo', '/subjectLevels']);
    await publish(tutor);
    expect(await listing(tutor)).toMatchObject(kept);
  });

  it('counts a version for each of many saves at once', async () => {
    const tutor = await testActor('tutor');
    const saves = await Promise.all(
      Array.from({ length: 20 }, (_, n) => save(tutor, { displayName: `Awa ${n}` })),
    );
    const numbers = saves.map(({ version }) => version).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    const last = saves.find(({ version }) => version === 20);
    expect(await service.call(profileRpc.getMine, {}, { as: tutor })).toEqual(last);
  });

  it('takes the kind from the roles, and keeps equal values once', async () => {
    const coach = await testActor(['student', 'mentor', 'coach']);
    const saved = await save(coach, { subjects: ['cv', 'cv'], modes: ['online', 'online'] });
    expect(saved).toMatchObject({ kind: 'coach', subjects: ['cv'], modes: ['online'] });
  });

  it('is for providers only', async () => {
    const student = await testActor('student');
    await expect(save(student)).rejects.toEqual(problem('platform.forbidden'));
    await expect(publish(student)).rejects.toEqual(problem('platform.forbidden'));
    await expect(service.call(profileRpc.saveMine, MATHS)).rejects.toEqual(
      problem('platform.unauthenticated'),
    );
  });

  it('answers 404 to a provider without a profile', async () => {
    const tutor = await testActor('tutor');
    const none = problem('profile.not_found', { status: 404 });
    await expect(service.call(profileRpc.getMine, {}, { as: tutor })).rejects.toEqual(none);
    await expect(publish(tutor)).rejects.toEqual(none);
    await expect(unpublish(tutor)).rejects.toEqual(none);
  });

  it.each([
    ['/hourlyRate/amount', { hourlyRate: { amount: 499, currency: 'XOF' } }],
    ['/hourlyRate/amount', { hourlyRate: { amount: 500_001, currency: 'XAF' } }],
    ['/hourlyRate/amount', { hourlyRate: { amount: 50_001, currency: 'EUR' } }],
    ['/hourlyRate/amount', { hourlyRate: { amount: 5.5, currency: 'EUR' } }],
    ['/hourlyRate/amount', { hourlyRate: { amount: '5000', currency: 'EUR' } }],
    ['/hourlyRate/currency', { hourlyRate: { amount: 5_000, currency: 'BTC' } }],
    ['/subjects/0', { subjects: ['Maths!'] }],
    ['/subjects', { subjects: Array.from({ length: 21 }, (_, n) => `subject-${n}`) }],
    ['/languages/0', { languages: ['french'] }],
    ['/modes/0', { modes: ['telepathy'] }],
    ['/location/lat', { location: { lat: 91, lng: 0 } }],
    ['/radiusKm', { radiusKm: 0 }],
    ['/subjectLevels/0/levels/0', { subjectLevels: [{ subject: 'maths', levels: ['master'] }] }],
    ['/subjectLevels/0/levels', { subjectLevels: [{ subject: 'maths', levels: [] }] }],
    ['/subjectLevels/0/subject', { subjectLevels: [{ subject: 'piano', levels: ['adult'] }] }],
    [
      '/subjectLevels/1/subject',
      { subjectLevels: ['adult', 'higher'].map((one) => ({ subject: 'maths', levels: [one] })) },
    ],
    ['/languageLevels/0/language', { languageLevels: [{ language: 'ar', level: 'c1' }] }],
    ['/languageLevels/0/level', { languageLevels: [{ language: 'fr', level: 'fluent' }] }],
    ['/diplomas/0/title', { diplomas: [{ year: 2012 }] }],
    ['/diplomas/0/verified', { diplomas: [{ title: 'Licence', verified: true }] }],
    ['/goals', { goals: Array.from({ length: 11 }, (_, n) => `Goal ${n}`) }],
    ['/goals/0', { goals: ['two\nlines'] }],
    ['/introVideo', { introVideo: 'https://evil.example/watch?v=dQw4w9WgXcQ' }],
    ['/displayName', { displayName: 'a\u0000b' }],
    ['/displayName', { displayName: 'Awа Koné' }],
    ['/bio', { bio: 'x'.repeat(4_001) }],
    ['/admin', { admin: true }],
  ])('refuses bad input at %s', async (pointer, change) => {
    const tutor = await testActor('tutor');
    const error = await save(tutor, change).catch((e: unknown) => e);
    expect(error).toEqual(problem('platform.invalid_input', { status: 400 }));
    expect((error as { errors: unknown[] }).errors).toContainEqual(
      expect.objectContaining({ pointer }),
    );
  });

  it('takes the prices at the bounds', async () => {
    const tutor = await testActor('tutor');
    for (const [currency, { min, max }] of Object.entries(HOURLY_RATE_BOUNDS)) {
      for (const amount of [min, max]) {
        const { hourlyRate } = await save(tutor, { hourlyRate: { amount, currency } });
        expect(hourlyRate).toEqual({ amount, currency });
      }
    }
  });
});

describe('publishing', () => {
  it('shows the profile to everybody, its place rounded to about a kilometre', async () => {
    const tutor = await published();
    const shown = await listing(tutor);
    expect(shown).toEqual({
      ...MATHS,
      providerId: tutor.userId,
      kind: 'tutor',
      location: { lat: 5.36, lng: -3.99 },
      slug: expect.stringMatching(/^awa-k(-|$)/),
      ...NOTHING_MORE,
      introVideo: null,
      photo: null,
      verified: [],
      version: 2,
    });
    const event = await service.events.next(
      profileEvents.published,
      (event) => event.providerId === tutor.userId,
    );
    expect(event).toEqual({ providerId: tutor.userId, kind: 'tutor', version: 2 });
  });

  it('names every missing field, and emits no event', async () => {
    const tutor = await testActor('tutor');
    await service.call(
      profileRpc.saveMine,
      { displayName: 'Awa', modes: ['in_person'] },
      { as: tutor },
    );
    const error = (await publish(tutor).catch((e: unknown) => e)) as {
      errors: { pointer: string }[];
    };
    expect(error).toEqual(problem(profileErrors.incomplete.code, { status: 422 }));
    expect(error.errors.map(({ pointer }) => pointer)).toEqual([
      '/headline',
      '/subjects',
      '/languages',
      '/hourlyRate',
      '/location',
      '/city',
      '/radiusKm',
    ]);
    await expect(listing(tutor)).rejects.toEqual(problem('profile.not_found'));
  });

  it('publishes once, also when it is called many times at once', async () => {
    const tutor = await testActor('tutor');
    await save(tutor);
    const answers = await Promise.all([publish(tutor), publish(tutor), publish(tutor)]);
    expect(answers.map(({ version }) => version)).toEqual([2, 2, 2]);
    const { rows } = await service.sql.query('SELECT subject FROM outbox WHERE aggregate_id = $1', [
      tutor.userId,
    ]);
    expect(rows).toEqual([{ subject: profileEvents.published.subject }]);
  });

  it('stays published and complete when it is saved, and emits an event for each version', async () => {
    const tutor = await published();
    const saved = await save(tutor, { headline: 'Physics too' });
    expect(saved).toMatchObject({ state: 'published', version: 3 });
    await expect(save(tutor, { headline: undefined })).rejects.toEqual(
      problem('profile.incomplete', {
        errors: [expect.objectContaining({ pointer: '/headline' })],
      }),
    );
    expect(await listing(tutor)).toMatchObject({ headline: 'Physics too', version: 3 });

    await Promise.all(Array.from({ length: 5 }, (_, n) => save(tutor, { headline: `Maths ${n}` })));
    await service.events.next(
      profileEvents.updated,
      (event) => event.providerId === tutor.userId && event.version === 8,
    );
    expect(versions(service.events.of(profileEvents.updated), tutor)).toEqual([3, 4, 5, 6, 7, 8]);
  });

  it('emits no event for changes of a draft', async () => {
    const tutor = await testActor('tutor');
    await save(tutor);
    await save(tutor);
    const { rows } = await service.sql.query('SELECT FROM outbox WHERE aggregate_id = $1', [
      tutor.userId,
    ]);
    expect(rows).toEqual([]);
  });

  it('hides the profile again', async () => {
    const tutor = await published();
    expect(await unpublish(tutor)).toMatchObject({ state: 'draft', version: 3 });
    expect(await unpublish(tutor)).toMatchObject({ state: 'draft', version: 3 });
    await expect(listing(tutor)).rejects.toEqual(problem('profile.not_found', { status: 404 }));
    await service.events.next(
      profileEvents.unpublished,
      (event) => event.providerId === tutor.userId && event.version === 3,
    );
    expect(versions(service.events.of(profileEvents.unpublished), tutor)).toEqual([3]);
  });

  it('pauses, which keeps lessons, and unpublishes after that, which calls them off', async () => {
    const draft = await testActor('tutor');
    await save(draft);
    expect(await pause(draft)).toMatchObject({ state: 'draft', version: 1 });
    const tutor = await published();
    expect(await pause(tutor)).toMatchObject({ state: 'paused', version: 3 });
    expect(await pause(tutor)).toMatchObject({ state: 'paused', version: 3 });
    await expect(listing(tutor)).rejects.toEqual(problem('profile.not_found', { status: 404 }));
    expect(await unpublish(tutor)).toMatchObject({ state: 'draft', version: 4 });
    const said = await Promise.all(
      [3, 4].map((version) =>
        service.events.next(
          profileEvents.unpublished,
          (event) => event.providerId === tutor.userId && event.version === version,
        ),
      ),
    );
    expect(said.map(({ callsOff = false }) => callsOff)).toEqual([false, true]);
    expect(await service.call(profileRpc.publish, {}, { as: tutor })).toMatchObject({
      ...{ state: 'published', version: 5 },
    });
  });

  it('answers 404 alike for a draft, a random id and an account without a profile', async () => {
    const draft = await testActor('tutor');
    await save(draft);
    const answers = await Promise.all(
      [draft.userId, newId()].map((id) =>
        service.call(profileRpc.getListing, { id }).catch((e: unknown) => e),
      ),
    );
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('names', () => {
  it('are those of profiles, published or not', async () => {
    const [shown, hidden] = [await published(), await testActor('coach')];
    await save(hidden, { displayName: 'Binta' });
    const providerIds = [hidden.userId, newId(), shown.userId];
    const { items } = await service.call(profileRpc.names, { providerIds });
    const names = items.map(({ providerId, displayName }) => [providerId, displayName]);
    expect(names.sort()).toEqual(
      [
        [hidden.userId, 'Binta'],
        [shown.userId, 'Awa K.'],
      ].sort(),
    );
  });
});

describe('walking all published profiles', () => {
  it('visits each once, without drafts, in the order of their ids', async () => {
    const tutors = await Promise.all(Array.from({ length: 7 }, published));
    await save(await testActor('tutor'));
    const { rows } = await service.sql.query<{ id: string }>(
      `SELECT provider_id AS id FROM profile WHERE state = 'published' ORDER BY provider_id`,
    );
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await service.call(profileRpc.listSnapshot, {
        limit: 3,
        ...(cursor && { cursor }),
      });
      seen.push(...page.items.map(({ providerId }) => providerId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(rows.map(({ id }) => id));
    expect(seen).toEqual(expect.arrayContaining(tutors.map(({ userId }) => userId)));
  });

  it('refuses a cursor that it did not make', async () => {
    await expect(service.call(profileRpc.listSnapshot, { cursor: 'abc' })).rejects.toEqual(
      problem('platform.invalid_input'),
    );
  });
});
