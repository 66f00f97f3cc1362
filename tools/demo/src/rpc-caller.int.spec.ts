import { identityRpc, NATS_HEADER, platformErrors, type Problem } from '@edu/contract-kit';
import { testServers } from '@edu/testing';
import { connect, headers, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { RpcCaller } from './rpc-caller.ts';

const { jwks } = identityRpc;

let service: NatsConnection;
let caller: RpcCaller;
/** What the service answers to the next calls; after the last one `{ keys: [] }`. */
let problems: Problem[] = [];
let calls: number;

beforeAll(async () => {
  const { natsUrl } = testServers();
  const { host, username, password } = new URL(natsUrl);
  service = await connect({ servers: host, user: username, pass: password });
  service.subscribe(jwks.subject, {
    callback: (_error, message) => {
      calls++;
      const problem = problems.shift();
      const hdrs = headers();
      if (problem) hdrs.set(NATS_HEADER.problem, String(problem.status));
      message.respond(JSON.stringify(problem?.toWire() ?? { keys: [] }), { headers: hdrs });
    },
  });
  await service.flush();
  caller = await RpcCaller.connect(natsUrl, 'demo-data');
});
beforeEach(() => {
  calls = 0;
});
afterAll(() => Promise.all([caller.close(), service.close()]));

it('repeats a call that a busy service answers with 503 and Retry-After, until it is taken', async () => {
  problems = [1, 2].map(() => platformErrors.unavailable({ retryAfter: 0.05 }));
  expect(await caller.call(jwks, {})).toEqual({ keys: [] });
  expect(calls).toBe(3);
});

it('throws a problem without Retry-After at once', async () => {
  problems = [platformErrors.forbidden()];
  await expect(caller.call(jwks, {})).rejects.toMatchObject({ code: 'platform.forbidden' });
  expect(calls).toBe(1);
});

it('throws when the wait would be longer than a minute', async () => {
  problems = [platformErrors.unavailable({ retryAfter: 61 })];
  await expect(caller.call(jwks, {})).rejects.toMatchObject({ status: 503 });
  expect(calls).toBe(1);
});
