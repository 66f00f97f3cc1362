import { createHmac } from 'node:crypto';
import { newId } from '@edu/contract-kit';
import { kycErrors, profileRpc } from '@edu/contracts-profile';
import { startSmileIdSimulator, type SmileIdSimulator } from '@edu/simulators';
import { eventually, startTestService, type TestService } from '@edu/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { profileService } from '../../main.ts';
import { aPicture } from '../../photo/photo.harness.ts';
import { KycDesk, proven } from '../kyc.harness.ts';

const partnerId = '2345';
const apiKey = 'a9f3c1e2-77b4-4d0a-9c55-1f0be0d7a6c1';

let service: TestService;
let smile: SmileIdSimulator;
let desk: KycDesk;
let picture: Buffer;
beforeAll(async () => {
  smile = await startSmileIdSimulator({ partnerId, apiKey, answerMs: 10 });
  service = await startTestService(profileService, {
    env: {
      KYC_IDENTITY_BY: 'smile_id',
      ...{ SMILE_ID_URL: smile.url, SMILE_ID_PARTNER_ID: partnerId, SMILE_ID_API_KEY: apiKey },
      // Nobody listens there: what counts is asked for.
      PUBLIC_URL: 'http://127.0.0.1:9',
    },
  });
  desk = new KycDesk(service);
  picture = await aPicture(1_000, 700);
});
beforeEach(() => smile.faults.reset());
afterAll(async () => {
  await service?.stop();
  await smile?.close();
});

const sign = (timestamp: string, key = apiKey) =>
  createHmac('sha256', key).update(`${timestamp}${partnerId}sid_request`).digest('base64');
const callback = (
  jobId: string,
  timestamp = new Date().toISOString(),
  signature = sign(timestamp),
) => service.call(profileRpc.receiveKycCallback, { jobId, timestamp, signature });
const stateOf = async (caseId: string) => {
  const as = await proven('trust');
  return service.call(profileRpc.getKycCase, { caseId }, { as });
};
const submitted = async () => desk.submitted(await desk.aTutor('CI'), 'identity', picture);

describe('an identity', () => {
  it('that the service outside is sure of counts at once, and the log says who opened what', async () => {
    const caseId = await submitted();
    await eventually(async () => {
      // As its callback does, as often as it comes.
      await callback(caseId);
      expect(await stateOf(caseId)).toMatchObject({
        ...{ state: 'approved', decisions: [{ by: null, approved: true }] },
        outside: { service: 'smile_id', verdict: 'passed', code: '0810' },
      });
    });
    const { rows } = await service.sql.query(
      `SELECT actor_kind, reason, count(*)::int AS opened FROM audit_log
       WHERE action = 'kyc.document_opened' AND details ->> 'caseId' = $1 GROUP BY 1, 2`,
      [caseId],
    );
    expect(rows).toEqual([{ actor_kind: 'service', reason: 'smile_id', opened: 2 }]);
  });

  it.each([
    ['does not match', { reject: { next: 1 } }, 'failed'],
    ['is unclear', { unclear: { next: 1 } }, 'unclear'],
  ] as const)('that %s is for a person', async (_what, faults, verdict) => {
    smile.faults.change(faults);
    const caseId = await submitted();
    await eventually(async () => {
      await callback(caseId);
      expect(await stateOf(caseId)).toMatchObject({ state: 'waiting', outside: { verdict } });
    });
    const reviewer = await proven('trust');
    expect(await desk.approve(reviewer, caseId)).toMatchObject({ state: 'approved' });
  });

  it('is for a person without asking when nobody says whose document it is', async () => {
    const caseId = await desk.submitted(await desk.aTutor(), 'identity', picture);
    await eventually(async () =>
      expect(await stateOf(caseId)).toMatchObject({
        ...{ state: 'waiting', outside: { verdict: 'unclear', text: 'no pictures to check' } },
      }),
    );
  });
});

describe('a callback', () => {
  it('is refused when it is not signed, signed by another, or old', async () => {
    const now = new Date().toISOString();
    const old = new Date(Date.now() - 7_200_000).toISOString();
    const refused = { code: kycErrors.kycBadCallback.code };
    await expect(callback(newId(), now, 'none')).rejects.toMatchObject(refused);
    await expect(callback(newId(), now, sign(now, 'another key'))).rejects.toMatchObject(refused);
    await expect(callback(newId(), old)).rejects.toMatchObject(refused);
    expect(await callback(newId())).toEqual({ received: true });
  });
});
