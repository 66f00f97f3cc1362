import { setTimeout as sleep } from 'node:timers/promises';
import { Module, type DynamicModule } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Nats } from '@edu/messaging';
import { eventually } from '@edu/testing';
import type { FastifyInstance } from 'fastify';
import { afterEach, describe, expect, it } from 'vitest';
import { defineProcessConfig } from './config.ts';
import { Health } from './health.ts';
import { defineService, startService, type RunningService } from './run-service.ts';

const env = { NODE_ENV: 'test', LOG_LEVEL: 'fatal' };

class PagesConfig extends defineProcessConfig({}) {}

function pages(module: DynamicModule) {
  return defineService({
    name: 'pages',
    module,
    config: PagesConfig,
    http: () => {
      const adapter = new FastifyAdapter();
      adapter.getInstance<FastifyInstance>().get('/slow', async () => {
        await sleep(300);
        return 'whole';
      });
      return { adapter, port: 0, host: '127.0.0.1' };
    },
  });
}

@Module({})
class PagesModule {}

let service: RunningService;

const health = async () => fetch(`http://127.0.0.1:${service.healthPort}/health/ready`);
const slow = async () => fetch(`http://127.0.0.1:${service.port}/slow`);

describe('a service whose configuration has no NATS_URL', () => {
  afterEach(() => service.stop());

  it('starts without NATS and is ready, also where the environment names a server', async () => {
    service = await startService(pages({ module: PagesModule }), {
      env: { ...env, NATS_URL: 'nats://127.0.0.1:1' },
    });
    expect(await (await health()).json()).toEqual({
      service: 'pages',
      status: 'ready',
      checks: {},
    });
    expect(service.contracts).toEqual([]);
  });

  it('answers what it has taken before it ends, and takes no more', async () => {
    service = await startService(pages({ module: PagesModule }), { env });
    const taken = slow();
    await sleep(100);
    const stopped = service.stop();
    await eventually(async () => expect((await health()).status).toBe(503));
    const answer = await taken;
    expect([answer.headers.get('connection'), await answer.text()]).toEqual(['close', 'whole']);
    await stopped;
    await expect(slow()).rejects.toThrow();
    await expect(health()).rejects.toThrow();
  });

  it('is not ready while something is down that it needs', async () => {
    service = await startService(pages({ module: PagesModule }), { env });
    service.app.get(Health, { strict: false }).require('never', () => Promise.reject(new Error()));
    await eventually(async () => expect((await health()).status).toBe(503));
  });
});

it('says at the start that a module wants NATS', async () => {
  const wanting = {
    module: PagesModule,
    providers: [{ provide: 'x', inject: [Nats], useFactory: () => 1 }],
  };
  await expect(startService(pages(wanting), { env })).rejects.toThrow(/Nats/);
});

it('refuses a service that nobody could reach', async () => {
  const silent = defineService({ name: 'silent', module: PagesModule, config: PagesConfig });
  await expect(startService(silent, { env })).rejects.toThrow(/neither NATS nor HTTP/);
});
