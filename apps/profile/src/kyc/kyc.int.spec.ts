import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId, platformErrors, uploadErrors } from '@edu/contract-kit';
import { kycErrors, profileErrors, profileEvents, profileRpc } from '@edu/contracts-profile';
import { eventually, startTestService, testActor, type TestService } from '@edu/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { profileService } from '../main.ts';
import { aPicture } from '../photo/photo.harness.ts';
import { KycDesk, proven } from './kyc.harness.ts';
import { KycCalendar } from './kyc-calendar.service.ts';

const DAY = 86_400_000;

let service: TestService;
let desk: KycDesk;
let picture: Buffer;
beforeAll(async () => {
  service = await startTestService(profileService, { replicas: 2 });
  desk = new KycDesk(service);
  picture = await aPicture(1_000, 700);
});
afterEach(() => service.clock.reset());
afterAll(() => service?.stop());

const problem = (type: { code: string }) => expect.objectContaining({ code: type.code });
const calendar = () => service.instances[0]!.app.get(KycCalendar);
const daysFromNow = (days: number) => new Date(Date.now() + days * DAY);

describe('documents', () => {
  it('are collected, submitted, approved by a person, and shown with the profile', async () => {
    const tutor = await desk.aTutor();
    await desk.publish(tutor);
    expect(await desk.list(tutor, 'identity')).toMatchObject({ state: 'none', verified: false });
    const caseId = await desk.submitted(tutor, 'identity', picture);
    expect(await desk.list(tutor, 'identity')).toMatchObject({ state: 'in_review' });
    const before = await service.call(profileRpc.getListing, { id: tutor.userId });
    expect(before.verified).toEqual([]);
    const reviewer = await proven('trust');
    await desk.approve(reviewer, caseId);
    const listing = await service.call(profileRpc.getListing, { id: tutor.userId });
    expect(listing.verified).toEqual(['identity']);
    const mine = ({ providerId }: { providerId: string }) => providerId === tutor.userId;
    const approved = await service.events.next(profileEvents.kycApproved, mine);
    expect(approved).toMatchObject({ caseId, check: 'identity', verified: ['identity'] });
    expect(approved.identityUntil).toBe(approved.validUntil);
    expect(approved.version).toBe(listing.version);
    const updated = await service.events.next(profileEvents.updated, mine);
    expect(updated.version).toBe(listing.version);
    const seen = await desk.list(tutor, 'identity');
    expect(seen).toMatchObject({ state: 'approved', verified: true, reason: null });
    expect(seen.validUntil).toBe(approved.validUntil);
  });

  it('lie encrypted, and nothing of what was sent lies anywhere else', async () => {
    const tutor = await desk.aTutor();
    const uploadId = await desk.sent(tutor, picture, { check: 'address' });
    expect(desk.quarantined(uploadId)).toHaveLength(1);
    await desk.complete(tutor, uploadId);
    expect(desk.quarantined(uploadId)).toEqual([]);
    const [name] = desk.kept(tutor);
    const sealed = readFileSync(join(service.storage, 'kyc', tutor.userId, name!));
    expect(sealed.includes('WEBP')).toBe(false);
  });

  it('replace one another piece by piece, and the file of before is deleted', async () => {
    const tutor = await desk.aTutor();
    await desk.send(tutor, picture);
    const [first] = desk.kept(tutor);
    await desk.send(tutor, picture);
    await desk.makeDeletionsDue();
    await eventually(() => expect(desk.kept(tutor)).toHaveLength(1));
    expect(desk.kept(tutor)).not.toContain(first);
  });

  it('are taken once, however often they are completed', async () => {
    const tutor = await desk.aTutor();
    const uploadId = await desk.sent(tutor, picture);
    const answers = await Promise.all([1, 2, 3].map(() => desk.complete(tutor, uploadId)));
    expect(answers[1]).toEqual(answers[0]);
    expect(await desk.complete(tutor, uploadId)).toEqual(answers[2]);
    await desk.makeDeletionsDue();
    await eventually(() => expect(desk.kept(tutor)).toHaveLength(1));
  });

  it('are asked for by name when they are missing', async () => {
    const tutor = await desk.aTutor();
    await desk.send(tutor, picture, { check: 'identity', piece: 'front' });
    await expect(desk.submit(tutor, 'identity')).rejects.toMatchObject({
      code: kycErrors.kycPiecesMissing.code,
      errors: [expect.objectContaining({ pointer: '/pieces/selfie' })],
    });
    const { pieces } = await desk.list(tutor, 'identity');
    expect(pieces.filter(({ sentAt }) => sentAt).map(({ piece }) => piece)).toEqual(['front']);
  });

  it('stay as they are while somebody looks at them', async () => {
    const tutor = await desk.aTutor();
    const late = await desk.sent(tutor, picture);
    const caseId = await desk.submitted(tutor, 'diploma', picture);
    await expect(desk.begin(tutor, picture)).rejects.toEqual(problem(kycErrors.kycInReview));
    await expect(desk.complete(tutor, late)).rejects.toEqual(problem(kycErrors.kycInReview));
    await expect(desk.submit(tutor, 'diploma')).rejects.toEqual(problem(kycErrors.kycInReview));
    const reviewer = await proven('trust');
    const found = await service.call(profileRpc.getKycCase, { caseId }, { as: reviewer });
    expect(found.documents).toHaveLength(1);
    expect(desk.quarantined(late)).toEqual([]);
  });

  it('may be sent again after a rejection, which says why', async () => {
    const tutor = await desk.aTutor();
    const caseId = await desk.submitted(tutor, 'diploma', picture);
    const reviewer = await proven('trust');
    await desk.claim(reviewer, caseId);
    const refusal = { reason: 'unreadable' as const, note: 'Le tampon est flou.' };
    await desk.decide(reviewer, caseId, { kind: 'reject', ...refusal });
    expect(await desk.list(tutor, 'diploma')).toMatchObject({ state: 'rejected', ...refusal });
    const event = await service.events.next(
      profileEvents.kycRejected,
      ({ providerId }) => providerId === tutor.userId,
    );
    expect(event).toMatchObject({ caseId, reason: 'unreadable', verified: [] });
    expect(JSON.stringify(event)).not.toContain('tampon');
    const again = await desk.submitted(tutor, 'diploma', picture);
    expect(again).not.toBe(caseId);
    await desk.approve(reviewer, again);
    expect(await desk.list(tutor, 'diploma')).toMatchObject({
      ...{ state: 'approved', verified: true, validUntil: null },
    });
  });

  it('are sent by who teaches, has a profile and has just proved that it is them', async () => {
    const [nobody, student] = [await proven('tutor'), await proven('student')];
    await expect(desk.begin(nobody, picture)).rejects.toEqual(problem(profileErrors.notFound));
    await expect(desk.begin(student, picture)).rejects.toMatchObject({ status: 403 });
    await expect(desk.begin(await testActor('tutor'), picture)).rejects.toEqual(
      problem(platformErrors.stepUpRequired),
    );
    const [owner, other] = [await desk.aTutor(), await desk.aTutor()];
    const uploadId = await desk.sent(owner, picture);
    await expect(desk.complete(other, uploadId)).rejects.toEqual(problem(uploadErrors.unknown));
    await expect(desk.complete(owner, newId())).rejects.toEqual(problem(uploadErrors.unknown));
  });
});

describe('time', () => {
  const makeDue = (caseId: string) =>
    service.sql.query('UPDATE process SET due_at = now() WHERE subject_id = $1', [caseId]);

  it('drops what nobody submits, with its files', async () => {
    const tutor = await desk.aTutor();
    await desk.send(tutor, picture);
    await makeDue(await desk.openCaseOf(tutor, 'diploma'));
    await eventually(() => expect(desk.kept(tutor)).toEqual([]));
    expect(await desk.list(tutor, 'diploma')).toMatchObject({ state: 'none', sendBy: null });
  });

  it('reminds once of what has to be renewed, and takes it away when it is over', async () => {
    const tutor = await desk.aTutor();
    await desk.publish(tutor);
    const caseId = await desk.submitted(tutor, 'address', picture);
    const lastDay = daysFromNow(20).toISOString().slice(0, 10);
    const approved = await desk.approve(await proven('trust'), caseId, lastDay);
    await calendar().remind();
    await calendar().remind();
    const mine = ({ providerId }: { providerId: string }) => providerId === tutor.userId;
    const expiring = await service.events.next(profileEvents.kycExpiring, mine);
    expect(expiring).toMatchObject({ check: 'address', validUntil: approved.validUntil });
    const { rows } = await service.sql.query(
      `SELECT count(*)::int AS sent FROM outbox WHERE subject = $1 AND aggregate_id = $2`,
      [profileEvents.kycExpiring.subject, tutor.userId],
    );
    expect(rows).toEqual([{ sent: 1 }]);
    await service.sql.query('UPDATE kyc_case SET valid_until = now() WHERE id = $1', [caseId]);
    await makeDue(caseId);
    const expired = await service.events.next(profileEvents.kycExpired, mine);
    expect(expired).toMatchObject({ caseId, check: 'address', verified: [] });
    const listing = await service.call(profileRpc.getListing, { id: tutor.userId });
    expect(listing).toMatchObject({ verified: [], version: expired.version });
    expect(await desk.list(tutor, 'address')).toMatchObject({ state: 'expired', verified: false });
  });

  it('does not take away what was renewed in time', async () => {
    const tutor = await desk.aTutor();
    const reviewer = await proven('trust');
    const first = await desk.submitted(tutor, 'address', picture);
    await desk.approve(reviewer, first, daysFromNow(20).toISOString().slice(0, 10));
    const second = await desk.submitted(tutor, 'address', picture);
    await desk.approve(reviewer, second);
    await makeDue(first);
    await eventually(async () => {
      const { rows } = await service.sql.query('SELECT state FROM process WHERE subject_id = $1', [
        first,
      ]);
      expect(rows).toEqual([{ state: 'expired' }]);
    });
    expect(await desk.list(tutor, 'address')).toMatchObject({ state: 'approved', verified: true });
  });

  it('deletes documents a month after the decision, and keeps the result', async () => {
    const tutor = await desk.aTutor();
    const caseId = await desk.submitted(tutor, 'identity', picture);
    const reviewer = await proven('trust');
    await desk.approve(reviewer, caseId);
    await calendar().clear();
    expect(desk.kept(tutor)).toHaveLength(2);
    service.clock.set(daysFromNow(31));
    await calendar().clear();
    await eventually(() => expect(desk.kept(tutor)).toEqual([]));
    const found = await service.call(profileRpc.getKycCase, { caseId }, { as: reviewer });
    expect(found.state).toBe('approved');
    expect(found.decisions).toMatchObject([{ by: reviewer.userId, approved: true }]);
    expect(found.documents.map(({ deletedAt }) => deletedAt)).not.toContain(null);
    expect(await desk.list(tutor, 'identity')).toMatchObject({ verified: true });
  });
});
