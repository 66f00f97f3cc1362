import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { Registry } from 'prom-client';
import { identityRpc, NATS_HEADER, platformErrors } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import { ActorVerifier, Revocations } from '@edu/identity';
import { MessagingMetrics, NatsTransport, RpcClient, type Call } from '@edu/messaging';
import { Tracing } from '@edu/observability';
import { badTokens, startTestService, testActor, type TestService } from '@edu/testing';
import { decodeJwt } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { gatewayService } from './main.ts';

const elsewhere = createServer((_request, response) => {
  asked++;
  response.end('{}');
});
const address = await listen(elsewhere);
const { good, bad } = await badTokens(address);
const refused = platformErrors.unauthenticated();

let gateway: TestService;
let url: string;
let logs: string;
/** As a service has it, with a handler that counts. */
let service: NatsTransport;
const handled: Call[] = [];
const logged: unknown[] = [];
let asked = 0;

async function listen(server: Server): Promise<string> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
}

beforeAll(async () => {
  logs = await mkdtemp(join(tmpdir(), 'educonnect-logs-'));
  const env = { PORT: '0', LOG_LEVEL: 'trace', LOG_FILE: join(logs, 'gateway.log') };
  gateway = await startTestService(gatewayService, { env });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}/api/v1/bookings`;
  const rpc = new RpcClient(gateway.nats);
  const log = (...line: unknown[]) => void logged.push(...line);
  service = new NatsTransport({
    ...{ nats: gateway.nats, service: 'booking', tracing: Tracing.off },
    verifier: new ActorVerifier(() => rpc.call(identityRpc.jwks, {})),
    revocations: new Revocations(),
    metrics: new MessagingMetrics(new Registry()),
    log: { info: log, warn: log, error: log },
  });
  const handler = (_input: unknown, call: Call) => {
    handled.push(call);
    return Promise.resolve({ items: [], nextCursor: null });
  };
  service.addHandler(bookingRpc.list.subject, handler, false, { rpc: bookingRpc.list });
  service.listen(() => undefined);
  await gateway.nats.connection.flush();
});
afterAll(async () => {
  await service.close();
  await gateway.stop();
  elsewhere.close();
  await rm(logs, { recursive: true });
});
afterEach(() => void handled.splice(0));

const overHttp = async (headers: Record<string, string>) => {
  const response = await fetch(url, { headers: { 'accept-language': 'en', ...headers } });
  return { status: response.status, body: (await response.json()) as object };
};

/** With a header as it is: no client of ours would send it. */
const overNats = async (actor: string) => {
  const hdrs = natsHeaders();
  hdrs.set(NATS_HEADER.actor, actor);
  const reply = await gateway.nats.connection.request(bookingRpc.list.subject, '{}', {
    ...{ headers: hdrs, timeout: 5_000 },
  });
  return reply.json<object>();
};

it('a good token is let in, over HTTP and straight on NATS', async () => {
  expect((await overHttp({ authorization: `Bearer ${good}` })).status).toBe(200);
  expect(await overNats(good)).toEqual({ items: [], nextCursor: null });
  expect(handled.map(({ actor }) => actor.userId)).toEqual(Array(2).fill(decodeJwt(good).sub));
});

describe.each([...bad])('a token %s', (_name, token) => {
  it('is one 401 at the gateway, and no service is asked', async () => {
    // What no header can carry no request has.
    const answer = await overHttp({
      authorization: `Bearer ${token.replaceAll(/[^\x21-\x7e]/g, '')}`,
    });
    // Node refuses headers of this size before anybody reads them.
    if (answer.status === 431) return expect(token.length).toBeGreaterThan(16_000);
    expect(answer.status).toBe(401);
    expect(answer.body).toMatchObject({ code: refused.code, status: 401 });
    expect(handled).toEqual([]);
  });

  it('is one 401 straight on NATS, and no handler runs', async () => {
    expect(await overNats(token)).toMatchObject({ code: refused.code, status: 401 });
    expect(handled).toEqual([]);
  });
});

describe('who somebody is', () => {
  const admin = { userId: '00000000-0000-7000-8000-000000000000', roles: ['admin'] };
  const claimed = {
    'x-actor': JSON.stringify(admin),
    'x-user-id': admin.userId,
    'x-roles': 'admin',
    'x-forwarded-user': admin.userId,
    'x-client': 'somewhere else',
  };

  it('is never taken from a header of a client, with a token or without', async () => {
    const others = await testActor('admin');
    for (const actor of [claimed['x-actor'], others.token]) {
      expect((await overHttp({ ...claimed, 'x-actor': actor })).status).toBe(401);
      const own = { ...claimed, 'x-actor': actor, authorization: `Bearer ${good}` };
      expect((await overHttp(own)).status).toBe(200);
    }
    expect(handled).toHaveLength(2);
    for (const { actor, client } of handled) {
      expect(actor).toMatchObject({ userId: decodeJwt(good).sub, roles: ['student'] });
      expect(client).not.toBe(claimed['x-client']);
    }
  });

  it('is not what a message on NATS says of itself', async () => {
    for (const actor of [
      JSON.stringify(admin),
      Buffer.from(JSON.stringify(admin)).toString('base64'),
    ]) {
      expect(await overNats(actor)).toMatchObject({ code: refused.code, status: 401 });
    }
    expect(handled).toEqual([]);
  });
});

it('nothing of a token is logged, and nobody whom one names was asked for a key', async () => {
  const written = (await readFile(join(logs, 'gateway.log'), 'utf8')) + JSON.stringify(logged);
  expect(written.length).toBeGreaterThan(100);
  const parts = [good, ...bad.values()]
    .flatMap((token) => token.split('.'))
    .filter((part) => part.length > 20);
  expect(parts.length).toBeGreaterThan(100);
  expect(parts.filter((part) => written.includes(part))).toEqual([]);
  expect(written).not.toContain(decodeJwt(good).sub);
  expect(asked).toBe(0);
});
