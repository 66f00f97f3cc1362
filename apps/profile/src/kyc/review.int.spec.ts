import { join } from 'node:path';
import { newId, platformErrors } from '@edu/contract-kit';
import { kycErrors, profileRpc } from '@edu/contracts-profile';
import { verifyAuditLog } from '@edu/identity';
import { MasterKeys, openDocument } from '@edu/storage';
import { readFileSync } from 'node:fs';
import {
  eventually,
  MASTER_KEYS,
  startTestService,
  testActor,
  type TestActor,
  type TestService,
} from '@edu/testing';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { profileService } from '../main.ts';
import { aPicture } from '../photo/photo.harness.ts';
import { KycDesk, proven } from './kyc.harness.ts';

let service: TestService;
let desk: KycDesk;
let picture: Buffer;
let reviewer: TestActor;
let other: TestActor;
beforeAll(async () => {
  service = await startTestService(profileService, { replicas: 2 });
  desk = new KycDesk(service);
  picture = await aPicture(1_000, 700);
  [reviewer, other] = [await proven('trust'), await proven('admin')];
});
afterEach(() => service.clock.reset());
afterAll(() => service?.stop());

const problem = (type: { code: string }) => expect.objectContaining({ code: type.code });
const HALF_AN_HOUR = 1_800_000;
const later = (ms: number) => service.clock.set(new Date(Date.now() + ms));
const open = (as: TestActor, documentId: string) =>
  service.call(profileRpc.openKycDocument, { documentId, reason: 'review' }, { as });

describe('the queue', () => {
  it('has what waits, the oldest first, page by page, and none of one’s own', async () => {
    const tutors = [await desk.aTutor(), await desk.aTutor(), await desk.aTutor()];
    const cases: string[] = [];
    for (const tutor of tutors) cases.push(await desk.submitted(tutor, 'address', picture));
    const find = async (as: TestActor) => {
      const ids: string[] = [];
      for (let cursor: string | null = null; ;) {
        const page: { items: { caseId: string }[]; nextCursor: string | null } = await service.call(
          profileRpc.listKycCases,
          { check: 'address', limit: 2, ...(cursor && { cursor }) },
          { as },
        );
        ids.push(...page.items.map(({ caseId }) => caseId));
        if (!(cursor = page.nextCursor)) return ids;
      }
    };
    expect(await find(reviewer)).toEqual(cases);
    const { userId } = tutors[1]!;
    const both = await testActor(['tutor', 'trust'], { userId });
    expect(await find(both)).toEqual([cases[0], cases[2]]);
    await expect(find(tutors[0]!)).rejects.toEqual(problem(platformErrors.forbidden));
    for (const id of cases) await desk.approve(reviewer, id);
    expect(await find(reviewer)).toEqual([]);
  });
});

describe('a case', () => {
  it('is claimed by one of two, and free again after half an hour', async () => {
    const caseId = await desk.submitted(await desk.aTutor(), 'diploma', picture);
    const results = await Promise.allSettled([
      desk.claim(reviewer, caseId),
      desk.claim(other, caseId),
    ]);
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused).toMatchObject([{ reason: { code: kycErrors.kycClaimedByOther.code } }]);
    const winner = results[0].status === 'fulfilled' ? reviewer : other;
    const loser = winner === reviewer ? other : reviewer;
    await expect(desk.decide(loser, caseId)).rejects.toEqual(problem(kycErrors.kycNotClaimed));
    later(HALF_AN_HOUR + 1_000);
    await expect(desk.decide(winner, caseId)).rejects.toEqual(problem(kycErrors.kycNotClaimed));
    const found = await desk.claim(loser, caseId);
    expect(found.claim).toMatchObject({ by: loser.userId });
    await desk.decide(loser, caseId);
  });

  it('is decided once, however many decide at the same time', async () => {
    const tutor = await desk.aTutor();
    const caseId = await desk.submitted(tutor, 'diploma', picture);
    await desk.claim(reviewer, caseId);
    const results = await Promise.allSettled([
      desk.decide(reviewer, caseId),
      desk.decide(reviewer, caseId, { kind: 'reject', reason: 'unreadable' }),
      desk.decide(reviewer, caseId),
    ]);
    const refused = results.filter(({ status }) => status === 'rejected');
    expect(refused.map((one) => (one as PromiseRejectedResult).reason as object)).toEqual([
      problem(kycErrors.kycNotInReview),
      problem(kycErrors.kycNotInReview),
    ]);
    const found = await service.call(profileRpc.getKycCase, { caseId }, { as: reviewer });
    expect(found.decisions).toHaveLength(1);
    await expect(desk.claim(other, caseId)).rejects.toEqual(problem(kycErrors.kycNotInReview));
  });

  it('needs two for a criminal record', async () => {
    const tutor = await desk.aTutor();
    const caseId = await desk.submitted(tutor, 'criminal_record', picture);
    const once = await desk.approve(reviewer, caseId);
    expect(once).toMatchObject({ state: 'waiting', approvals: 1, approvalsNeeded: 2 });
    expect(await desk.list(tutor, 'criminal_record')).toMatchObject({ verified: false });
    await expect(desk.claim(reviewer, caseId)).rejects.toEqual(problem(kycErrors.kycSecondPerson));
    expect(await desk.approve(other, caseId)).toMatchObject({ state: 'approved' });
    expect(await desk.list(tutor, 'criminal_record')).toMatchObject({ verified: true });
  });

  it('is nobody’s own', async () => {
    const { userId } = await desk.aTutor();
    const both = await testActor(['tutor', 'trust'], { userId, steppedUpSecondsAgo: 0 });
    const caseId = await desk.submitted(both, 'diploma', picture);
    const { documents } = await service.call(profileRpc.getKycCase, { caseId }, { as: other });
    const { documentId } = documents[0]!;
    const calls = [
      () => service.call(profileRpc.getKycCase, { caseId }, { as: both }),
      () => desk.claim(both, caseId),
      () => service.call(profileRpc.releaseKycCase, { caseId }, { as: both }),
      () => open(both, documentId),
      () => desk.decide(both, caseId),
    ];
    for (const call of calls) await expect(call()).rejects.toEqual(problem(kycErrors.kycOwnCase));
  });

  it('counts no longer than its check allows, and no day that is over', async () => {
    const caseId = await desk.submitted(await desk.aTutor(), 'address', picture);
    await desk.claim(reviewer, caseId);
    for (const validUntil of ['2020-01-01', '2099-01-01']) {
      await expect(desk.decide(reviewer, caseId, { kind: 'approve', validUntil })).rejects.toEqual(
        problem(kycErrors.kycValidUntilWrong),
      );
    }
    await desk.decide(reviewer, caseId);
  });
});

describe('a document', () => {
  it('opens for who has claimed its case, and the log says who and why', async () => {
    const tutor = await desk.aTutor();
    const caseId = await desk.submitted(tutor, 'diploma', picture);
    const { documents } = await service.call(profileRpc.getKycCase, { caseId }, { as: reviewer });
    const { documentId } = documents[0]!;
    await expect(open(reviewer, documentId)).rejects.toEqual(problem(kycErrors.kycNotClaimed));
    await desk.claim(reviewer, caseId);
    await expect(open(other, documentId)).rejects.toEqual(problem(kycErrors.kycNotClaimed));
    await expect(open(reviewer, newId())).rejects.toEqual(problem(kycErrors.kycUnknownDocument));
    const opened = await open(reviewer, documentId);
    expect(opened.url).toContain(`/objects/kyc/${tutor.userId}/${documentId}.bin?`);
    const plain = await plainOf(tutor, documentId);
    expect(await sharp(plain).metadata()).toMatchObject({ format: 'webp', width: 1_000 });
    const { rows } = await service.sql.query(
      `SELECT actor_id, reason, details FROM audit_log
       WHERE action = 'kyc.document_opened' AND subject_id = $1`,
      [documentId],
    );
    expect(rows).toEqual([
      {
        ...{ actor_id: reviewer.userId, reason: 'review' },
        details: { caseId, check: 'diploma', piece: 'document' },
      },
    ]);
    const verdict = await verifyAuditLog((sql) => service.sql.query(sql), 'profile');
    expect(verdict.fault).toBeUndefined();
    expect(verdict.entries).toBeGreaterThan(0);
  });

  it('opens for nobody once its owner’s key is destroyed', async () => {
    const tutor = await desk.aTutor();
    const caseId = await desk.submitted(tutor, 'diploma', picture);
    const { documents } = await desk.claim(reviewer, caseId);
    await service.sql.query('DELETE FROM user_key WHERE user_id = $1', [tutor.userId]);
    await expect(open(reviewer, documents[0]!.documentId)).rejects.toEqual(
      problem(kycErrors.kycUnknownDocument),
    );
  });

  it('is deleted with its owner’s account, and so is the key; who was checked stays known', async () => {
    const tutor = await desk.aTutor();
    const caseId = await desk.submitted(tutor, 'identity', picture);
    await desk.approve(reviewer, caseId);
    await service.call(profileRpc.eraseUserData, { userId: tutor.userId });
    await eventually(() => expect(desk.kept(tutor)).toEqual([]));
    const { rows } = await service.sql.query(
      `SELECT approved, (SELECT count(*)::int FROM user_key WHERE user_id = provider_id) AS keys
       FROM kyc_case WHERE id = $1`,
      [caseId],
    );
    expect(rows).toEqual([{ approved: true, keys: 0 }]);
  });

  /** With the keys as they are stored: what the service gave is looked at by the browser's suite. */
  async function plainOf({ userId: ownerId }: TestActor, documentId: string): Promise<Buffer> {
    const { rows } = await service.sql.query(
      `SELECT sealed_key, master_key_id, sealed FROM kyc_document, user_key
       WHERE id = $1 AND user_id = $2`,
      [documentId, ownerId],
    );
    const [row] = rows as { sealed_key: Buffer; master_key_id: string; sealed: Buffer }[];
    const stored = { masterKeyId: row!.master_key_id, sealed: row!.sealed };
    const userKey = new MasterKeys(MASTER_KEYS).openUserKey(stored, ownerId);
    const sealed = readFileSync(join(service.storage, 'kyc', ownerId, `${documentId}.bin`));
    const name = { documentId, ownerId };
    return Buffer.concat(
      await Array.fromAsync(openDocument(userKey, name, row!.sealed_key, [sealed])),
    );
  }
});
