import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { platformErrors } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { bookingRpc } from '@edu/contracts-booking';
import { notificationRpc } from '@edu/contracts-notification';
import { RpcCaller } from '@edu/demo';
import { ApiClient, enrolStaff, signInByPasskey } from '@edu/journey';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { signInAdmin } from './people.ts';

/** What is promised. */
const WITHIN_MS = 5_000;
/** How long it is looked whether it comes at all. */
const PATIENCE_MS = 60_000;
const EVERY_MS = 100;

const platform = inject('platform');
const api = new ApiClient(platform.url);
let caller: RpcCaller;
beforeAll(async () => {
  caller = await RpcCaller.connect(platform.natsUrl, 'e2e');
});
afterAll(async () => {
  await caller.close();
  await api.close();
});

const query = { q: 'Somebody' };
const refusal = ({ status }: { status: number }) => status;

/** Ways by which somebody of support does something. @returns 200, or the status of the refusal */
const ways = (token: string) => ({
  'the gateway': async () => (await api.call(authRpc.findAccounts, query, { token })).status,
  ...Object.fromEntries(
    Object.entries({
      auth: () => caller.call(authRpc.findAccounts, query, token),
      booking: () => caller.call(bookingRpc.listDisputes, {}, token),
      notification: () => caller.call(notificationRpc.list, {}, token),
    }).map(([service, call]) => [`${service}, on NATS`, () => call().then(() => 200, refusal)]),
  ),
});

/**
 * When the last request that was served had been sent, in ms after the change: an answer may take its time on
 * a busy machine, and says nothing of when the role counted.
 */
async function servedUntil(way: () => Promise<number>, changedAt: number): Promise<number> {
  let last = 0;
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(EVERY_MS)) {
    const sentAt = Date.now();
    if ((await way()) !== 200) return last;
    last = sentAt - changedAt;
  }
  throw new Error('it is still served');
}

it('a role that is taken away counts nowhere after 5 s, nor with the next sign-in', async () => {
  const [email, password] = [`${randomUUID()}@journey.test`, 'three tall palm trees'];
  await caller.call(authRpc.seedAccount, {
    ...{ role: 'support', email, password, displayName: 'Somebody of staff' },
  });
  const { accessToken, device } = await enrolStaff(api, caller, { email, password });
  const { id: userId } = await api.ok(authRpc.me, {}, { token: accessToken });
  const before = ways(accessToken);
  for (const [name, way] of Object.entries(before)) expect(await way(), name).toBe(200);

  const admin = await signInAdmin(api);
  const roles = { userId, roles: ['student' as const], reason: 'left_team' as const };
  await api.ok(authRpc.setRoles, roles, admin);
  const changedAt = Date.now();
  const served = await Promise.all(
    Object.entries(before).map(async ([name, way]) => ({
      ...{ name, ms: await servedUntil(way, changedAt) },
    })),
  );
  for (const { name, ms } of served) expect(ms, name).toBeLessThan(WITHIN_MS);
  for (const [name, way] of Object.entries(before)) expect(await way(), name).toBe(401);

  const { accessToken: next } = await signInByPasskey(api, device);
  (await api.call(authRpc.findAccounts, query, { token: next })).refused(platformErrors.forbidden);
  const asStaff = {
    auth: () => caller.call(authRpc.findAccounts, query, next),
    booking: () => caller.call(bookingRpc.listDisputes, {}, next),
  };
  for (const [service, call] of Object.entries(asStaff)) {
    await expect(call(), service).rejects.toMatchObject({
      ...{ status: 403, code: platformErrors.forbidden.code },
    });
  }
}, 240_000);
