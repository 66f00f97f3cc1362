import { profileEvents, profileRpc } from '@edu/contracts-profile';
import { eventually, startTestService, testActor, type TestService } from '@edu/testing';
import { ObjectStore } from '@edu/storage';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileService } from '../main.ts';
import { copyKey } from '../photo/photo.domain.ts';

const BIO = 'Canary of a tutor who wrote it.';
const MATHS = {
  displayName: 'Awa K.',
  headline: 'Maths',
  bio: BIO,
  subjects: ['maths'],
  languages: ['fr'],
  modes: ['online' as const],
  hourlyRate: { amount: 5_000, currency: 'XOF' as const },
};
const PHOTO = '0f3c1111222233334444555566667777';

let service: TestService;
beforeAll(async () => {
  service = await startTestService(profileService);
});
afterAll(() => service?.stop());

it('gives out the profile with its photo, and erases both after it left the search', async () => {
  const tutor = await testActor('tutor');
  const { userId } = tutor;
  await service.call(profileRpc.saveMine, MATHS, { as: tutor });
  await service.call(profileRpc.publish, {}, { as: tutor });
  const store = service.instances[0]!.app.get(ObjectStore, { strict: false });
  const key = copyKey(PHOTO, 'large');
  await store.put(key, Buffer.from('a photo'));
  await service.sql.query('UPDATE profile SET photo = $2 WHERE provider_id = $1', [userId, PHOTO]);

  const first = await service.call(profileRpc.listUserData, { userId });
  expect(first).toMatchObject({ about: 'profile_slug', rows: [{ slug: 'awa-k' }] });
  const page = await service.call(profileRpc.listUserData, { userId, cursor: first.nextCursor! });
  expect(page).toMatchObject({ about: 'profile', rows: [{ bio: BIO, display_name: 'Awa K.' }] });
  const last = await service.call(profileRpc.listUserData, { userId, cursor: page.nextCursor! });
  expect(last).toEqual({
    about: null,
    rows: [],
    files: [{ name: 'photo.webp', key }],
    nextCursor: null,
  });

  const receipt = await service.call(profileRpc.eraseUserData, { userId });
  expect(receipt.erased).toContainEqual({ what: 'profile', rows: 1 });
  await service.events.next(profileEvents.unpublished, (e) => e.providerId === userId);
  await eventually(async () => expect(await store.head(key)).toBeNull());
  expect(await service.call(profileRpc.eraseUserData, { userId })).toEqual({
    erased: [],
    kept: [],
  });
});
