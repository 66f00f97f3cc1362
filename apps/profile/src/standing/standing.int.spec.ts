import { newId } from '@edu/contract-kit';
import { authEvents } from '@edu/contracts-auth';
import { profileEvents, profileRpc } from '@edu/contracts-profile';
import {
  eventually,
  startTestService,
  testActor,
  type TestActor,
  type TestService,
} from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileService } from '../main.ts';

const MATHS = {
  displayName: 'Awa K.',
  headline: 'Maths',
  subjects: ['maths'],
  languages: ['fr'],
  modes: ['online' as const],
  hourlyRate: { amount: 5_000, currency: 'XOF' as const },
};

let service: TestService;
beforeAll(async () => {
  service = await startTestService(profileService);
});
afterAll(() => service?.stop());

const publish = (as: TestActor) => service.call(profileRpc.publish, {}, { as });
const listing = ({ userId: id }: TestActor) => service.call(profileRpc.getListing, { id });
const notFound = expect.objectContaining({ code: 'profile.not_found', status: 404 }) as unknown;
const suspended = expect.objectContaining({ code: 'profile.suspended', status: 403 }) as unknown;
const isAbout = (tutor: TestActor) => (data: { providerId: string }) =>
  data.providerId === tutor.userId;

async function aTutor(): Promise<TestActor> {
  const tutor = await testActor('tutor');
  await service.call(profileRpc.saveMine, MATHS, { as: tutor });
  return tutor;
}

/** So long ago that the account's tokens are not refused for it, which is not what is tested here. */
function suspend({ userId }: TestActor): Promise<string> {
  const anHourAgo = new Date(Date.now() - 3_600_000);
  return service.publish(authEvents.userSuspended, { userId }, newId(), anHourAgo);
}

async function known(tutor: TestActor, state: boolean): Promise<void> {
  await eventually(async () => {
    const { rows } = await service.sql.query(`SELECT suspended FROM standing WHERE user_id = $1`, [
      tutor.userId,
    ]);
    expect(rows).toEqual([{ suspended: state }]);
  });
}

it('a suspended tutor is not shown within 5 s, says so once, and cannot publish again', async () => {
  const tutor = await aTutor();
  await publish(tutor);
  const startedAt = Date.now();
  await suspend(tutor);
  await eventually(() => expect(listing(tutor)).rejects.toEqual(notFound));
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  await service.events.next(profileEvents.unpublished, isAbout(tutor));
  await suspend(tutor);
  await expect(publish(tutor)).rejects.toEqual(suspended);
  await service.call(profileRpc.saveMine, { ...MATHS, headline: 'Still here' }, { as: tutor });
  await expect(listing(tutor)).rejects.toEqual(notFound);
  expect(service.events.of(profileEvents.unpublished).filter(isAbout(tutor))).toHaveLength(1);
});

it('a suspended provider without a published profile, or any profile, cannot publish later', async () => {
  const [draft, none] = [await aTutor(), await testActor('tutor')];
  for (const tutor of [draft, none]) {
    await suspend(tutor);
    await known(tutor, true);
  }
  await service.call(profileRpc.saveMine, MATHS, { as: none });
  for (const tutor of [draft, none]) await expect(publish(tutor)).rejects.toEqual(suspended);
});

it('one who is reinstated may publish again, and is not shown before', async () => {
  const tutor = await aTutor();
  await publish(tutor);
  await suspend(tutor);
  await known(tutor, true);
  await service.publish(authEvents.userReinstated, { userId: tutor.userId });
  await known(tutor, false);
  await expect(listing(tutor)).rejects.toEqual(notFound);
  await publish(tutor);
  expect((await listing(tutor)).providerId).toBe(tutor.userId);
});

it('a profile that is published and suspended at once ends hidden', async () => {
  for (let n = 0; n < 5; n++) {
    const tutor = await aTutor();
    await Promise.allSettled([publish(tutor), suspend(tutor)]);
    await known(tutor, true);
    await eventually(() => expect(listing(tutor)).rejects.toEqual(notFound));
  }
});
