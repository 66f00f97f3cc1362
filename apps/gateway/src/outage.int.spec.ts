import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@edu/contract-kit';
import { authRpc } from '@edu/contracts-auth';
import { searchRpc } from '@edu/contracts-search';
import { DEFAULT_TIMEOUT_MS, ensureStreams, EVENTS_STREAM } from '@edu/messaging';
import {
  eventually,
  FaultyLine,
  startTestService,
  testServers,
  type TestService,
} from '@edu/testing';
import { gatewayService } from './main.ts';

/** A frozen Redis costs each command its time-out, 250 ms; without one it would cost minutes. */
const SLOWER_MS = 4_000;
const { max: LIMIT } = [authRpc.loginCode.http!.limit!].flat()[0]!;

let redis: FaultyLine;
let nats: FaultyLine;
let inRedis: Redis;
let gateway: TestService;
let url: string;
let caller = 0;

beforeAll(async () => {
  redis = await FaultyLine.to(testServers().redisUrl);
  nats = await FaultyLine.to(testServers().natsUrl);
  inRedis = new Redis(testServers().redisUrl);
  gateway = await startTestService(gatewayService, {
    env: { PORT: '0', TRUSTED_PROXIES: '127.0.0.1' },
    lines: { redis, nats },
  });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}`;
  gateway.clock.set(new Date()); // no window ends while a test counts
  gateway.fake(searchRpc.suggest, () => ({ items: [] }));
  gateway.fake(authRpc.loginCode, () => ({
    verificationId: newId(),
    channel: 'sms' as const,
    expiresAt: new Date().toISOString(),
  }));
  // NATS knows what is subscribed to before the gateway asks, on a connection of its own.
  await gateway.nats.connection.flush();
});
afterEach(() => {
  redis.mend();
  nats.mend();
});
afterAll(async () => {
  await gateway.stop();
  inRedis.disconnect();
  await redis.close();
  await nats.close();
});

const ask = async (path: string, init: RequestInit = {}) => {
  const began = Date.now();
  const response = await fetch(url + path, init);
  await response.arrayBuffer();
  const retryAfter = Number(response.headers.get('retry-after'));
  return { status: response.status, retryAfter, ms: Date.now() - began };
};
/** Each from a network of its own: one alone would be held to two searches at once. */
const suggest = () =>
  ask('/api/v1/search/suggest?q=maths', {
    headers: { 'x-forwarded-for': `198.51.100.${++caller % 250}` },
  });
const askForCode = (from: string) =>
  ask('/api/v1/auth/login/otp', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': from },
    body: JSON.stringify({ address: { channel: 'sms', phone: '+2250700000000' } }),
  });
const answers = async () => expect((await suggest()).status).toBe(200);

describe.each([
  ['disconnected', () => redis.cut()],
  ['frozen', () => redis.silence()],
])('Redis %s', (_what, fail) => {
  it('costs only time: limits are counted in the process, and the gateway stays ready', async () => {
    const from = `203.0.113.${++caller}`;
    fail();
    const codes = await Promise.all(Array.from({ length: LIMIT + 2 }, () => askForCode(from)));
    const statuses = codes.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array<number>(LIMIT).fill(202), 429, 429]);
    const one = await askForCode(from);
    expect(one.status).toBe(429);
    expect(one.ms).toBeLessThan(SLOWER_MS);
    expect((await suggest()).status).toBe(200);
    expect((await ask('/health/ready')).status).toBe(200);
  });

  it('is used again by itself', async () => {
    fail();
    await askForCode(`203.0.113.${++caller}`);
    redis.mend();
    await eventually(async () => {
      const from = `203.0.113.${++caller}`;
      await askForCode(from);
      expect(
        await inRedis.keys(`limit:${authRpc.loginCode.subject}:network:${from}:*`),
      ).toHaveLength(1);
    });
  });
});

describe('without NATS', () => {
  it('answers 503 with Retry-After at once, and everything again once it is back', async () => {
    await answers();
    nats.cut();
    const refused = await Promise.all(Array.from({ length: 40 }, suggest));
    for (const { status, retryAfter, ms } of refused) {
      expect(status).toBe(503);
      expect(retryAfter).toBeGreaterThan(0);
      expect(ms).toBeLessThan(DEFAULT_TIMEOUT_MS - 1_000);
    }
    await eventually(async () => expect((await ask('/health/ready')).status).toBe(503));
    expect((await ask('/health/live')).status).toBe(200);
    nats.mend();
    await eventually(answers);
    await eventually(async () => expect((await ask('/health/ready')).status).toBe(200));
  });

  it('answers within the deadline while NATS hangs', { timeout: 30_000 }, async () => {
    await answers();
    nats.silence();
    const asked = await Promise.all(Array.from({ length: 10 }, suggest));
    for (const { status, retryAfter, ms } of asked) {
      expect([503, 504]).toContain(status);
      expect(retryAfter).toBeGreaterThan(0);
      expect(ms).toBeLessThan(DEFAULT_TIMEOUT_MS + 3_000);
    }
    await eventually(async () => {
      const { status, ms } = await suggest();
      expect([status, ms < 1_000]).toEqual([503, true]);
    });
    nats.mend();
    await eventually(answers);
  });
});

it('without the events that end sessions it is not ready, and is again once they come', async () => {
  const ready = async () => (await ask('/health/ready')).status;
  expect(await ready()).toBe(200);
  nats.cut();
  await gateway.nats.manager.streams.delete(EVENTS_STREAM);
  nats.mend();
  await eventually(answers); // NATS itself is there
  await eventually(async () => {
    const response = await fetch(`${url}/health/ready`);
    expect(response.status).toBe(503);
    const { checks } = (await response.json()) as { checks: object };
    expect(checks).toMatchObject({ nats: 'up', revocations: 'down', notifications: 'down' });
  });
  await ensureStreams(gateway.nats.manager);
  await eventually(async () => expect(await ready()).toBe(200));
});
