import { profileErrors, profileEvents, profileRpc } from '@edu/contracts-profile';
import { startTestService, testActor, type TestActor, type TestService } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { profileService } from '../main.ts';

const MATHS = {
  headline: 'Maths',
  subjects: ['maths'],
  languages: ['fr'],
  hourlyRate: { amount: 5_000, currency: 'XOF' as const },
};

let service: TestService;
beforeAll(async () => {
  service = await startTestService(profileService);
});
beforeEach(() => service.sql.query('TRUNCATE profile_slug, profile'));
afterAll(() => service?.stop());

const save = (as: TestActor, displayName: string, city?: string) =>
  service.call(profileRpc.saveMine, { ...MATHS, displayName, ...(city && { city }) }, { as });
const publish = (as: TestActor) => service.call(profileRpc.publish, {}, { as });
const at = (id: string) => service.call(profileRpc.getListing, { id });
async function published(displayName: string, city?: string) {
  const tutor = await testActor('tutor');
  await save(tutor, displayName, city);
  return { tutor, slug: (await publish(tutor)).slug! };
}

it('is had with the first publication, and found by in place of the id', async () => {
  const tutor = await testActor('tutor');
  expect((await save(tutor, 'Awa Koné')).slug).toBeUndefined();
  await expect(at('awa-kone')).rejects.toThrow(profileErrors.notFound().message);
  expect((await publish(tutor)).slug).toBe('awa-kone');
  const listing = await at('awa-kone');
  expect(listing).toMatchObject({ providerId: tutor.userId, slug: 'awa-kone' });
  expect(await at(tutor.userId)).toEqual(listing);
  expect((await save(tutor, 'Awa Koné')).slug).toBe('awa-kone');
});

it('of one name differs by city, then by chance, also when many are published at once', async () => {
  expect((await published('Awa Koné', 'Dakar')).slug).toBe('awa-kone');
  expect((await published('Àwa Kone', 'Dakar')).slug).toBe('awa-kone-dakar');
  const others = await Promise.all(Array.from({ length: 6 }, () => published('AWA KONÉ', 'Dakar')));
  const slugs = others.map(({ slug }) => slug);
  expect(new Set(slugs).size).toBe(6);
  for (const slug of slugs) expect(slug).toMatch(/^awa-kone-[a-z2-9]{4}$/);
});

it('follows the name, and the addresses of before lead to the present one', async () => {
  const { tutor } = await published('Awa Koné');
  expect((await save(tutor, 'Awa Diop')).slug).toBe('awa-diop');
  for (const id of ['awa-kone', 'awa-diop', tutor.userId]) {
    expect(await at(id)).toMatchObject({ providerId: tutor.userId, slug: 'awa-diop' });
  }
  expect((await published('Awa Koné')).slug).not.toBe('awa-kone');
  expect((await save(tutor, 'Awa Koné')).slug).toBe('awa-kone');
  expect((await at('awa-diop')).slug).toBe('awa-kone');
  const event = await service.events.next(
    profileEvents.updated,
    (one) => one.providerId === tutor.userId && one.version === 4,
  );
  expect(event.version).toBe(4);
});

it('collects no names: the earliest are free again', async () => {
  const { tutor } = await published('Name 0');
  for (let n = 1; n <= 6; n++) await save(tutor, `Name ${n}`);
  await expect(at('name-0')).rejects.toThrow(profileErrors.notFound().message);
  expect((await at('name-1')).slug).toBe('name-6');
});

it('is not there while nobody sees the profile, and gone with it', async () => {
  const { tutor, slug } = await published('Awa Koné');
  await service.call(profileRpc.unpublish, {}, { as: tutor });
  await expect(at(slug)).rejects.toThrow(profileErrors.notFound().message);
  expect((await published('Awa Koné')).slug).not.toBe(slug);
  await service.call(profileRpc.eraseUserData, { userId: tutor.userId });
  const { rows } = await service.sql.query('SELECT FROM profile_slug WHERE provider_id = $1', [
    tutor.userId,
  ]);
  expect(rows).toEqual([]);
  expect((await published('Awa Koné')).slug).toBe(slug);
});

it('is the id for a profile that was published before there were any', async () => {
  const { tutor } = await published('Awa Koné');
  await service.sql.query('DELETE FROM profile_slug');
  await service.sql.query('UPDATE profile SET slug = NULL');
  expect((await at(tutor.userId)).slug).toBe(tutor.userId);
  await save(tutor, 'Awa Koné');
  expect((await at(tutor.userId)).slug).toBe('awa-kone');
});
