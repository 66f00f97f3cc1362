import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId, platformErrors, type RpcInput } from '@edu/contract-kit';
import { kycErrors, profileRpc } from '@edu/contracts-profile';
import { startTestService, type TestService } from '@edu/testing';
import { gatewayService } from '../main.ts';
import { KYC_CALLBACK_PATH } from './kyc-callback.routes.ts';

type Received = RpcInput<typeof profileRpc.receiveKycCallback>;
const RECEIVED = { received: true as const };
const SIGNED = 'q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80=';

let gateway: TestService;
let url: string;
let caller = 0;
let carried: Received[] = [];
beforeAll(async () => {
  gateway = await startTestService(gatewayService, {
    env: { PORT: '0', TRUSTED_PROXIES: '127.0.0.1' },
  });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}${KYC_CALLBACK_PATH}`;
  gateway.clock.set(new Date()); // no window ends while a test counts
  // The key is profile's: what is signed by another is known there alone.
  gateway.fake(profileRpc.receiveKycCallback, (input) => {
    carried.push(input);
    if (input.signature !== SIGNED) throw kycErrors.kycBadCallback();
    return RECEIVED;
  });
  await gateway.nats.connection.flush();
});
afterAll(() => gateway.stop());
beforeEach(() => {
  caller++;
  carried = [];
});

/** As Smile ID writes it, with all that it knows of a person. */
const callbackOf = (jobId: string, more: object = {}) => ({
  ...{ ResultCode: '0810', ResultText: 'Document verified', FullName: 'Awa Koné' },
  PartnerParams: { job_id: jobId, user_id: newId(), job_type: 6 },
  ...{ timestamp: new Date().toISOString(), signature: SIGNED, ...more },
});
const post = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: {
      'x-forwarded-for': `203.0.113.${caller}`,
      'content-type': 'application/json',
      ...headers,
    },
    body,
    duplex: 'half',
  });
const send = (body: object, headers?: Record<string, string>) =>
  post(JSON.stringify(body), headers);
const codeOf = async (response: Response) => ((await response.json()) as { code: string }).code;

describe('a callback of who checks identities', () => {
  it('carries the job and what is signed, and nothing else of it or of who sends it', async () => {
    const jobId = newId();
    const sent = callbackOf(jobId);
    const headers = { authorization: 'Bearer x.y.z', cookie: 'access=x.y.z' };
    const answer = await send(sent, headers);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual(RECEIVED);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(carried).toEqual([{ jobId, timestamp: sent.timestamp, signature: SIGNED }]);
  });

  it('signed by another is refused as profile says', async () => {
    const answer = await send(callbackOf(newId(), { signature: 'c29tZWJvZHkgZWxzZQ==' }));
    expect(answer.status).toBe(kycErrors.kycBadCallback.status);
    expect(await codeOf(answer)).toBe(kycErrors.kycBadCallback.code);
    expect(carried).toHaveLength(1);
  });

  it('that comes again, with other content as well, is answered as before: it is a hint to ask', async () => {
    const first = callbackOf(newId());
    const again = { ...first, ResultCode: '9999', ResultText: 'somebody wrote this' };
    for (const body of [first, first, again]) expect((await send(body)).status).toBe(200);
    expect(new Set(carried.map((one) => JSON.stringify(one))).size).toBe(1);
  });

  it.each([
    ['no signature', { signature: undefined }],
    ['a signature that is none', { signature: { $ne: '' } }],
    ['an endless signature', { signature: 'a'.repeat(201) }],
    ['no time', { timestamp: undefined }],
    ['an endless time', { timestamp: '2'.repeat(61) }],
    ['no job', { PartnerParams: {} }],
    ['another job than ours', { PartnerParams: { job_id: '1 OR 1=1' } }],
    ['a list for all of it', { PartnerParams: [] }],
  ])('with %s is refused here', async (_what, more) => {
    const answer = await send(callbackOf(newId(), more));
    expect(answer.status).toBe(400);
    expect(await codeOf(answer)).toBe(kycErrors.kycBadCallback.code);
    expect(carried).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['half of it', '{"PartnerParams":'],
    ['a number', '7'],
    ['a prototype', '{"__proto__":{"signature":"x"}}'],
  ])('of %s is refused here', async (_what, body) => {
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(carried).toEqual([]);
  });

  it.each([
    ['by its length', (body: string) => body],
    ['in chunks', (body: string) => new Blob([body]).stream()],
  ])('that is too large is refused %s', async (_how, bodyOf) => {
    const large = callbackOf(newId(), { ImageLinks: 'x'.repeat(65 * 1_024) });
    const answer = await post(bodyOf(JSON.stringify(large)));
    expect(answer.status).toBe(413);
    expect(await codeOf(answer)).toBe(platformErrors.payloadTooLarge.code);
    expect(carried).toEqual([]);
  });

  it('of another form than JSON is refused here', async () => {
    const answer = await post('job_id=1', { 'content-type': 'text/plain' });
    expect([400, 415]).toContain(answer.status);
    expect(carried).toEqual([]);
  });

  it('comes from one network as often as the service sends, and no oftener', async () => {
    const body = callbackOf(newId());
    const statuses: number[] = [];
    for (let n = 0; n < 610; n++) statuses.push((await send(body)).status);
    expect(statuses.slice(0, 600).every((status) => status === 200)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    caller++;
    expect((await send(body)).status).toBe(200);
  });
});
