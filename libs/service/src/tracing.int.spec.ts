import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Module } from '@nestjs/common';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineRpc, newId, platformErrors } from '@edu/contract-kit';
import { TraceContext } from '@edu/observability';
import { Call, Handle, RpcClient } from '@edu/messaging';
import { startTraceCollector, type CollectedSpan, type TraceCollector } from '@edu/simulators';
import { eventually, startTestService, testServers, type TestService } from '@edu/testing';
import { defineConfig } from './config.ts';
import { defineService, startService, type RunningService } from './run-service.ts';

const shape = { access: 'public', input: z.strictObject({}), output: z.object({}) } as const;
const rpc = {
  ask: defineRpc('rpc.front.ask.v1', { summary: 'Asks the back', ...shape }),
  fail: defineRpc('rpc.front.fail.v1', { summary: 'Asks the back, which fails', ...shape }),
  refuse: defineRpc('rpc.front.refuse.v1', {
    summary: 'Is refused',
    errors: [platformErrors.forbidden],
    ...shape,
  }),
  answer: defineRpc('rpc.back.answer.v1', { summary: 'Answers', ...shape }),
  broken: defineRpc('rpc.back.broken.v1', { summary: 'Fails', ...shape }),
};
let seen: { requestId: string; traceId: string }[] = [];
const see = ({ requestId, trace }: Call) => seen.push({ requestId, traceId: trace.traceId });

@Controller()
class FrontController {
  constructor(private readonly client: RpcClient) {}

  @Handle(rpc.ask)
  ask(_input: object, call: Call) {
    see(call);
    return this.client.call(rpc.answer, {});
  }

  @Handle(rpc.fail)
  fail() {
    return this.client.call(rpc.broken, {});
  }

  @Handle(rpc.refuse)
  refuse(): never {
    throw platformErrors.forbidden();
  }
}

@Controller()
class BackController {
  @Handle(rpc.answer)
  answer(_input: object, call: Call) {
    see(call);
    return {};
  }

  @Handle(rpc.broken)
  broken(): never {
    throw new Error('hunter2 is the password');
  }
}

@Module({ controllers: [FrontController] })
class FrontModule {}
@Module({ controllers: [BackController] })
class BackModule {}
class Config extends defineConfig({}) {}
const frontService = defineService({ name: 'front', module: FrontModule, config: Config });
const backService = defineService({ name: 'back', module: BackModule, config: Config });

let collector: TraceCollector;
let front: TestService;
let back: RunningService;
let traced: Record<string, string>;

beforeAll(async () => {
  collector = await startTraceCollector();
  traced = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, SERVICE_VERSION: 'v7' };
  front = await startTestService(frontService, { env: traced });
  back = await startService(backService, { env: { ...env(), ...traced } });
});
afterAll(async () => {
  await back.stop();
  await front.stop();
  await collector.close();
});
beforeEach(() => {
  seen = [];
});

const env = () => ({ NODE_ENV: 'test', LOG_LEVEL: 'silent', NATS_URL: testServers().natsUrl });
const contextOf = (sampled: boolean) =>
  TraceContext.under(`00-${newId().replaceAll('-', '')}-00f067aa0ba902b7-${sampled ? '01' : '00'}`);
const call = async (contract: (typeof rpc)[keyof typeof rpc], trace: TraceContext) => {
  const client = new RpcClient(front.nats);
  await client.call(contract, {}, { call: new Call({ trace, requestId: 'request-1' }) });
};
const spansOf = ({ traceId }: TraceContext): CollectedSpan[] =>
  collector.spans.filter((span) => span.traceId === traceId);
const named = (spans: CollectedSpan[], service: string, name: string, kind: number) => {
  const found = spans.filter(
    (span) => span.resource['service.name'] === service && span.name === name && span.kind === kind,
  );
  expect(found, `${service} ${name}`).toHaveLength(1);
  return found[0]!;
};
const [SERVER, CLIENT] = [2, 3];

describe('a sampled call', () => {
  it('is one trace and one request through every service, each with spans of its own', async () => {
    const trace = contextOf(true);
    await call(rpc.ask, trace);
    await eventually(() => expect(spansOf(trace)).toHaveLength(3));
    const spans = spansOf(trace);
    const server = named(spans, 'front', rpc.ask.subject, SERVER);
    const client = named(spans, 'front', rpc.answer.subject, CLIENT);
    const asked = named(spans, 'back', rpc.answer.subject, SERVER);
    expect(server.parentId).toBe(trace.spanId);
    expect(client.parentId).toBe(server.spanId);
    expect(asked.parentId).toBe(client.spanId);
    expect(asked.ms).toBeLessThanOrEqual(client.ms);
    expect(asked.resource).toMatchObject({ 'service.name': 'back', 'service.version': 'v7' });
    expect(asked.resource['service.instance.id']).toMatch(/./);
    const ids = { requestId: 'request-1', traceId: trace.traceId };
    expect(seen).toEqual([ids, ids]);
  });
});

describe('a call that is not sampled', () => {
  it('sends nothing when it succeeds or is refused, and every span that failed when it fails', async () => {
    const good = contextOf(false);
    const refused = contextOf(false);
    const bad = contextOf(false);
    await call(rpc.ask, good);
    await expect(call(rpc.refuse, refused)).rejects.toMatchObject({ status: 403 });
    await expect(call(rpc.fail, bad)).rejects.toMatchObject({ status: 500 });
    await eventually(() => expect(spansOf(bad)).toHaveLength(2));
    expect(spansOf(good)).toEqual([]);
    expect(spansOf(refused)).toEqual([]);
    const server = named(spansOf(bad), 'front', rpc.fail.subject, SERVER);
    const asked = named(spansOf(bad), 'back', rpc.broken.subject, SERVER);
    expect([server.failed, asked.failed]).toEqual([true, true]);
    expect(asked.parentId).toBe(server.spanId);
    expect(asked.attributes['error.type']).toBe(platformErrors.internal.code);
    expect(asked.ms).toBeGreaterThan(0);
    expect(collector.bodies.join()).not.toContain('hunter2');
  });
});

describe('a collector that is down', () => {
  it('affects no call, is logged once, and does not delay the end of a service', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'edu-tracing-'));
    const LOG_FILE = join(folder, 'log');
    const noCollector = { ...traced, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1', LOG_FILE };
    await back.stop();
    back = await startService(backService, {
      env: { ...env(), ...noCollector, LOG_LEVEL: 'info' },
    });
    const warnings = () => readFileSync(LOG_FILE, 'utf8').match(/"level":"warn".*/g) ?? [];
    for (let n = 0; n < 1_000; n++) await call(rpc.answer, contextOf(true));
    await eventually(() => expect(warnings()).toHaveLength(1), 15_000);
    for (let n = 0; n < 1_000; n++) await call(rpc.answer, contextOf(true));
    const from = performance.now();
    await back.stop();
    expect(performance.now() - from).toBeLessThan(5_000);
    expect(warnings()).toHaveLength(1);
    expect(warnings()[0]).toContain('OTEL_EXPORTER_OTLP_ENDPOINT');
    expect(seen).toHaveLength(2_000);
    await rm(folder, { recursive: true });
  }, 60_000);
});

describe('what is left to send', () => {
  it('is sent before a service has stopped', async () => {
    back = await startService(backService, { env: { ...env(), ...traced } });
    const trace = contextOf(true);
    await call(rpc.answer, trace);
    await back.stop();
    expect(spansOf(trace)).toHaveLength(1);
  });
});
