import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { platformErrors } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { bookingRpc } from '@edu/contracts-booking';
import { RpcCaller } from '@edu/demo';
import { ApiClient, journeyPlatform, Postbox, signUpByPhone } from '@edu/journey';
import type { Platform } from '@edu/platform';
import { withPlatform } from '@edu/platform/with-platform';
import { decodeProtectedHeader } from 'jose';
import { expect, it } from 'vitest';

const WITHIN_MS = 5_000;
const COMMAND = join(import.meta.dirname, '../../../tools/platform/src/keys.ts');

/** `npm run keys -- signing …` */
async function keysOf({ infrastructure }: Platform, ...args: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], NATS_URL: infrastructure.natsUrl };
  const run = promisify(execFile)(process.execPath, [COMMAND, 'signing', ...args], { env });
  return (await run).stdout;
}

const inState = (output: string, state: string) =>
  new RegExp(String.raw`^ +(\S+) +${state}\b`, 'm').exec(output)?.[1];

/** Whether a token is good at the gateway, and at two services behind it. */
async function isGoodAt(api: ApiClient, caller: RpcCaller, token: string): Promise<boolean[]> {
  const straight = (call: Promise<unknown>) =>
    call.then(
      () => true,
      (error: unknown) => {
        expect(error).toMatchObject({ code: platformErrors.unauthenticated.code });
        return false;
      },
    );
  const { raw } = await api.call(authRpc.me, {}, { token });
  expect([200, 401]).toContain(raw.status);
  return [
    raw.status === 200,
    await straight(caller.call(authRpc.me, {}, token)),
    await straight(caller.call(bookingRpc.list, {}, token)),
  ];
}

/** Nobody's token outlives its key, so this is not for the platform that other suites share. */
it('rotates and revokes signing keys by command, while people go on', async () => {
  await withPlatform({ only: ['auth', 'booking', 'gateway', 'notification'] }, async (platform) => {
    const api = new ApiClient(platform.url);
    const caller = await RpcCaller.connect(platform.infrastructure.natsUrl, 'e2e');
    try {
      await rotatesAndRevokes(platform, api, caller);
    } finally {
      await caller.close();
      await api.close();
    }
  });
}, 180_000);

async function rotatesAndRevokes(platform: Platform, api: ApiClient, caller: RpcCaller) {
  const keys = (...args: string[]) => keysOf(platform, ...args);
  const isGood = (token: string) => isGoodAt(api, caller, token);
  const published = async () => (await api.ok(authRpc.jwks, {})).keys.map(({ kid }) => kid);
  const person = await signUpByPhone(api, new Postbox(journeyPlatform(platform).urls), 'Awa');
  const first = inState(await keys('list'), 'signing')!;
  const { token } = person;
  expect(decodeProtectedHeader(token).kid).toBe(first);

  let going = true;
  let requests = 0;
  const traffic = (async () => {
    for (; going; requests++, await sleep(20)) {
      await person.api.get('/api/v1/me');
      expect(await isGood(token)).toEqual([true, true, true]);
    }
  })();
  const rotated = await keys('rotate');
  const next = inState(rotated, 'next')!;
  expect(inState(rotated, 'signing')).toBe(first);
  expect(await published()).toEqual([first, next]);
  await sleep(500);
  going = false;
  await traffic;
  expect(requests).toBeGreaterThan(5);

  const revoked = await keys('revoke', first);
  expect(inState(revoked, 'signing')).toBe(next);
  await expect
    .poll(() => isGood(token), { timeout: WITHIN_MS, interval: 50 })
    .toEqual([false, false, false]);
  // By its refresh token, without anybody noticing.
  await person.api.get('/api/v1/me');
  const { headers } = await person.session.credentials();
  const accessToken = headers['authorization']!.slice('Bearer '.length);
  expect(decodeProtectedHeader(accessToken).kid).toBe(next);
  expect(await isGood(accessToken)).toEqual([true, true, true]);
  expect(await published()).toEqual([next]);
  await expect(keys('revoke', first)).rejects.toThrow(/No key .* is published/);
  await expect(keys('revoke', '-no-key')).rejects.toThrow(/No key -no-key is published/);
}
