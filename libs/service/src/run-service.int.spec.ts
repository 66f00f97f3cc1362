import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Module } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineRpc, platformErrors, type RpcInput } from '@edu/contract-kit';
import { Call, Handle, RpcClient } from '@edu/messaging';
import {
  eventually,
  startTestService,
  testActor,
  testServers,
  type TestService,
} from '@edu/testing';
import { defineConfig } from './config.ts';
import { Health } from './health.ts';
import { defineService, startService } from './run-service.ts';

const rpc = {
  echo: defineRpc('rpc.probe.echo.v1', {
    summary: 'Answers what it was asked',
    access: 'public',
    input: z.strictObject({ text: z.string().max(100), waitMs: z.int().default(0) }),
    output: z.object({ text: z.string() }),
  }),
  own: defineRpc('rpc.probe.own.v1', {
    summary: 'For students',
    access: ['student'],
    input: z.strictObject({}),
    output: z.object({ userId: z.string(), requestId: z.string() }),
  }),
  internal: defineRpc('rpc.probe.internal.v1', {
    summary: 'For services',
    input: z.strictObject({}),
    output: z.object({ principal: z.object({ kind: z.string(), service: z.string() }) }),
  }),
  left: defineRpc('rpc.probe.left.v1', {
    summary: 'How long the caller waits still',
    access: 'public',
    input: z.strictObject({}),
    output: z.object({ leftMs: z.number() }),
  }),
  broken: defineRpc('rpc.probe.broken.v1', {
    summary: 'Fails',
    access: 'public',
    input: z.strictObject({}),
    output: z.object({}),
  }),
};

let handled = 0;

@Controller()
class ProbeController {
  @Handle(rpc.echo)
  async echo({ text, waitMs }: RpcInput<typeof rpc.echo>) {
    handled++;
    await sleep(waitMs);
    return { text, secret: 'never leaves' };
  }

  @Handle(rpc.own)
  own(_input: RpcInput<typeof rpc.own>, call: Call) {
    return { userId: call.actor.userId, requestId: call.requestId };
  }

  @Handle(rpc.internal)
  internal(_input: RpcInput<typeof rpc.internal>, { principal }: Call) {
    if (principal.kind !== 'service') throw platformErrors.forbidden();
    return { principal };
  }

  @Handle(rpc.left)
  left(_input: RpcInput<typeof rpc.left>, { remainingMs: leftMs }: Call) {
    return { leftMs };
  }

  @Handle(rpc.broken)
  broken(): never {
    throw new Error('password=hunter2 in a query');
  }
}

@Module({ controllers: [ProbeController] })
class ProbeModule {}

class ProbeConfig extends defineConfig({}) {}
const probe = defineService({ name: 'probe', module: ProbeModule, config: ProbeConfig });

let service: TestService;
beforeAll(async () => {
  service = await startTestService(probe);
});
afterAll(() => service.stop());

const get = (path: string) => fetch(`http://127.0.0.1:${service.instances[0]!.healthPort}${path}`);

describe('a call', () => {
  it('answers what the contract declares and nothing else', async () => {
    expect(await service.call(rpc.echo, { text: 'é' })).toEqual({ text: 'é' });
  });

  it('has the actor and the id of its request', async () => {
    const actor = await testActor('student');
    const call = new Call({ token: actor.token, requestId: 'request-1' });
    const answer = await new RpcClient(service.nats).call(rpc.own, {}, { call });
    expect(answer).toEqual({ userId: actor.userId, requestId: 'request-1' });
  });

  it('is refused without a user, in another role, and with a bad token', async () => {
    await expect(service.call(rpc.own, {})).rejects.toMatchObject({ status: 401 });
    const tutor = await testActor('tutor');
    await expect(service.call(rpc.own, {}, { as: tutor })).rejects.toMatchObject({ status: 403 });
    const forged = { ...tutor, token: `${tutor.token}x` };
    await expect(service.call(rpc.own, {}, { as: forged })).rejects.toMatchObject({ status: 401 });
  });

  it('of a contract for services is made on behalf of the service that waits for the answer', async () => {
    const { principal } = await service.call(rpc.internal, {});
    expect(principal).toEqual({ kind: 'service', service: 'test' });
    const before = await (await get('/metrics')).text();
    service.nats.connection.publish(rpc.internal.subject, '{}'); // nobody waits for it
    await eventually(async () => {
      const refused = /rpc\.probe\.internal\.v1",status="401"/;
      expect(before).not.toMatch(refused);
      expect(await (await get('/metrics')).text()).toMatch(refused);
    });
  });

  it('refuses bad input with pointers, and bytes that are not JSON', async () => {
    const bad = { text: 5, other: true } as never;
    await expect(service.call(rpc.echo, bad)).rejects.toMatchObject({
      status: 400,
      errors: [
        { pointer: '/text', detail: expect.any(String) },
        { pointer: '/other', detail: expect.any(String) },
      ],
    });
    const reply = await service.nats.connection.request(rpc.echo.subject, '{"text":', {
      timeout: 2_000,
    });
    expect(reply.json()).toMatchObject({ code: platformErrors.malformedJson.code });
  });

  it('answers an unexpected error without its details', async () => {
    const problem = await service.call(rpc.broken, {}).catch((error: unknown) => error);
    expect(problem).toMatchObject({ status: 500, code: platformErrors.internal.code });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  it('is not started after its deadline', async () => {
    const before = handled;
    const late = new Call({ deadline: Date.now() - 1 });
    await expect(
      new RpcClient(service.nats).call(rpc.echo, { text: '' }, { call: late }),
    ).rejects.toMatchObject({ status: 504 });
    expect(handled).toBe(before);
  });

  it.each([-3_600_000, 3_600_000])(
    'from a machine whose clock is %i ms off is answered, and not waited for longer',
    async (wrongByMs) => {
      const machine = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + wrongByMs);
      const client = new RpcClient(service.nats);
      const answer = client.call(rpc.left, {}, { call: new Call(), timeoutMs: 2_000 });
      machine.mockRestore(); // the call has left
      const { leftMs } = await answer;
      expect(leftMs).toBeGreaterThan(0);
      expect(leftMs).toBeLessThanOrEqual(2_000);
    },
  );

  it('is a time-out when the answer does not come, and unavailable without a responder', async () => {
    const client = new RpcClient(service.nats);
    await expect(
      client.call(rpc.echo, { text: '', waitMs: 500 }, { timeoutMs: 50 }),
    ).rejects.toMatchObject({ status: 504, retryAfter: 1 });
    const nobody = { ...rpc.echo, subject: 'rpc.nobody.echo.v1' };
    await expect(client.call(nobody, { text: '' })).rejects.toMatchObject({ status: 503 });
  });
});

describe('a service', () => {
  it('serves liveness, readiness and metrics', async () => {
    expect((await get('/health/live')).status).toBe(200);
    const ready = await get('/health/ready');
    expect(ready.status).toBe(200);
    expect(await ready.json()).toEqual({
      service: 'probe',
      status: 'ready',
      checks: { nats: 'up', revocations: 'up' },
    });
    expect(await (await get('/metrics')).text()).toContain('edu_rpc_duration_seconds_bucket');
    expect((await get('/nowhere')).status).toBe(404);
  });

  it('is not ready while a dependency is down', async () => {
    const health = service.instances[0]!.app.get(Health, { strict: false });
    let up = false;
    health.require('sometimes', () => (up ? Promise.resolve() : Promise.reject(new Error())));
    await eventually(async () => {
      const down = await get('/health/ready');
      expect(down.status).toBe(503);
      expect(await down.json()).toMatchObject({ checks: { sometimes: 'down', nats: 'up' } });
    });
    up = true;
    await eventually(async () => expect((await get('/health/ready')).status).toBe(200));
  });

  it('drains: accepted calls are answered, and others go to its replica', async () => {
    const env = { NODE_ENV: 'test', LOG_LEVEL: 'fatal', NATS_URL: testServers().natsUrl };
    const replica = await startService(probe, { env });
    const calls = Array.from({ length: 300 }, async (_, i) => {
      await sleep(i);
      return service.call(rpc.echo, { text: String(i), waitMs: 40 });
    });
    await sleep(120);
    await replica.stop();
    const answers = await Promise.all(calls);
    expect(answers.map((answer) => answer.text)).toEqual(answers.map((_, i) => String(i)));
  });

  it('names every variable that is missing or wrong, and no value', () => {
    class Config extends defineConfig({ STRIPE_SECRET_KEY: z.string().min(16) }) {}
    const env = { NATS_URL: 'http://x', STRIPE_SECRET_KEY: 'tooshort', LOG_LEVEL: 'loud' };
    expect(() => new Config(env)).toThrow(/LOG_LEVEL.*NATS_URL.*STRIPE_SECRET_KEY/s);
    expect(() => new Config(env)).not.toThrow(/tooshort/);
    expect(() => new Config({})).toThrow(/NATS_URL is not set/);
  });

  it('says which address does not answer when it cannot start', async () => {
    const env = { NODE_ENV: 'test', NATS_URL: 'nats://127.0.0.1:1' };
    await expect(startService(probe, { env })).rejects.toThrow(/NATS_URL.*127\.0\.0\.1:1/);
  });
});
