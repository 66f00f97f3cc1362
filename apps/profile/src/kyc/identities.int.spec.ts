import { profileErrors, profileEvents, profileRpc } from '@edu/contracts-profile';
import { newId, type RpcOutput } from '@edu/contract-kit';
import { eventually, startTestService, type TestActor, type TestService } from '@edu/testing';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileService } from '../main.ts';
import { KycDesk, proven } from './kyc.harness.ts';

let service: TestService;
let desk: KycDesk;
let picture: Buffer;
beforeAll(async () => {
  service = await startTestService(profileService);
  desk = new KycDesk(service);
  const of = { width: 900, height: 600, channels: 3, background: '#336699' } as const;
  picture = await sharp({ create: of }).jpeg().toBuffer();
});
afterAll(() => service.stop());

const seed = (providerId: string) => service.call(profileRpc.seedIdentity, { providerId });
const snapshot = async (limit = 100) => {
  type Page = RpcOutput<typeof profileRpc.listIdentitySnapshot>;
  const items: Page['items'] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const query = { limit, ...(cursor && { cursor }) };
    const page: Page = await service.call(profileRpc.listIdentitySnapshot, query);
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
};
const approvalOf = ({ userId }: TestActor, caseId: string) =>
  service.events.next(
    profileEvents.kycApproved,
    (event) => event.providerId === userId && event.caseId === caseId,
  );
const lastDay = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

it('others get to know until when an identity counts, and a renewal is later than what was before', async () => {
  const [tutor, reviewer] = [await desk.aTutor(), await proven('trust')];
  const first = await desk.submitted(tutor, 'identity', picture);
  await desk.approve(reviewer, first, lastDay(20));
  const before = await approvalOf(tutor, first);
  expect(before.identityUntil).toBe(before.validUntil);
  const second = await desk.submitted(tutor, 'identity', picture);
  await desk.approve(reviewer, second, lastDay(200));
  const renewed = await approvalOf(tutor, second);
  expect(renewed.version).toBeGreaterThan(before.version);
  expect(renewed.identityUntil).toBe(renewed.validUntil);
  const address = await desk.submitted(tutor, 'address', picture);
  await desk.approve(reviewer, address);
  expect((await approvalOf(tutor, address)).identityUntil).toBe(renewed.identityUntil);
});

it('an end is announced, and the snapshot says when it was', async () => {
  const tutor = await desk.aTutor();
  const caseId = await desk.submitted(tutor, 'identity', picture);
  await desk.approve(await proven('trust'), caseId);
  await service.sql.query('UPDATE kyc_case SET valid_until = now() WHERE id = $1', [caseId]);
  await service.sql.query('UPDATE process SET due_at = now() WHERE subject_id = $1', [caseId]);
  const expired = await service.events.next(
    profileEvents.kycExpired,
    ({ providerId }) => providerId === tutor.userId,
  );
  expect(expired.identityUntil).toBeNull();
  const kept = (await snapshot()).find(({ providerId }) => providerId === tutor.userId)!;
  expect(Date.parse(kept.identityUntil!)).toBeLessThan(Date.now());
  expect(kept.version).toBe(expired.version);
});

it('the snapshot has everybody once, by id, and nobody who was never checked', async () => {
  const checked = await Promise.all([desk.aTutor(), desk.aTutor(), desk.aTutor()]);
  const unchecked = await desk.aTutor();
  for (const { userId } of checked) await seed(userId);
  const all = await snapshot(2);
  const ids = all.map(({ providerId }) => providerId);
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids).toEqual(expect.arrayContaining(checked.map(({ userId }) => userId)));
  expect(ids).not.toContain(unchecked.userId);
});

it('demo data may have identities count, as if a person had looked', async () => {
  const tutor = await desk.aTutor();
  const { identityUntil } = await seed(tutor.userId);
  expect(await desk.list(tutor, 'identity')).toMatchObject({
    ...{ state: 'approved', verified: true, validUntil: identityUntil },
  });
  // Twice is once.
  expect(await seed(tutor.userId)).toEqual({ identityUntil });
  await eventually(async () => {
    const { rows } = await service.sql.query(
      'SELECT FROM outbox WHERE subject = $1 AND aggregate_id = $2',
      [profileEvents.kycApproved.subject, tutor.userId],
    );
    expect(rows).toHaveLength(1);
  });
  await expect(seed(newId())).rejects.toMatchObject({ code: profileErrors.notFound.code });
});
