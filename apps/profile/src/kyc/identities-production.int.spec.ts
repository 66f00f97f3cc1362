import { profileRpc } from '@edu/contracts-profile';
import { newId, platformErrors } from '@edu/contract-kit';
import { startTestService, type TestService } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { profileService } from '../main.ts';

let service: TestService;
beforeAll(async () => {
  const production = { NODE_ENV: 'production', PLAINTEXT_ADDRESSES: 'allowed' };
  const env = { ...production, PUBLIC_URL: 'https://educonnect.test' };
  service = await startTestService(profileService, { env });
});
afterAll(() => service.stop());

it('in production nobody’s identity counts without documents', async () => {
  await expect(
    service.call(profileRpc.seedIdentity, { providerId: newId() }),
  ).rejects.toMatchObject({ code: platformErrors.forbidden.code });
});
