import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '@edu/testing';
import { GatewayConfig } from '../app.config.ts';
import { gatewayService } from '../main.ts';
import { isStatusShown } from './status.routes.ts';

/** A service that was taken over, and says of another what it likes. */
const LIES = {
  service: 'booking',
  status: '<script>alert(1)</script>',
  checks: {
    database: '"><form action="https://evil.example"><input name="password"></form>',
    '<b>cache</b>': 'up',
  },
};

let gateway: TestService;
const start = async (env: Record<string, string>) => {
  gateway = await startTestService(gatewayService, { env: { PORT: '0', ...env } });
  return `http://127.0.0.1:${gateway.instances[0]!.port}`;
};

describe('the start page', () => {
  let url: string;
  beforeAll(async () => {
    url = await start({});
    gateway.nats.connection.subscribe('health.ping', {
      callback: (_error, message) => void message.respond(JSON.stringify(LIES)),
    });
    await gateway.nats.connection.flush();
  });
  afterAll(() => gateway.stop());

  it('shows nothing of a health report that is malformed', async () => {
    const response = await fetch(`${url}/status`, {
      headers: { 'accept-language': 'de, en;q=0.5' },
    });
    const page = await response.text();
    expect(page).toContain('API documentation');
    for (const evil of ['<script', '<form', '<input', '<b>', 'evil.example']) {
      expect(page).not.toContain(evil);
    }
    const policy = response.headers.get('content-security-policy');
    for (const part of ['default-src', 'form-action', 'base-uri', 'frame-ancestors']) {
      expect(policy).toContain(`${part} 'none'`);
    }
  });
});

describe('the address of the platform', () => {
  afterAll(() => gateway.stop());

  it('leads to the start page where there is no web client', async () => {
    const response = await fetch(`${await start({})}/`, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/status']);
  });
});

describe('in production', () => {
  afterAll(() => gateway.stop());

  it('only liveness is public', async () => {
    const url = await start({ STATUS_PAGE: 'false' });
    const statusOf = async (path: string) => (await fetch(url + path)).status;
    expect(await statusOf('/health/live')).toBe(200);
    for (const path of ['/', '/status', '/health/ready', '/health/services']) {
      expect(await statusOf(path)).toBe(404);
    }
  });

  it('is hidden in production by default, unless it is configured', () => {
    const shown = (env: NodeJS.ProcessEnv) =>
      isStatusShown(
        new GatewayConfig({
          NATS_URL: 'tls://n:4222',
          REDIS_URL: 'rediss://r:6379',
          STORAGE_URL: 'file:///x',
          PUBLIC_URL: 'https://educonnect.test',
          ...env,
        }),
      );
    expect(shown({ NODE_ENV: 'production' })).toBe(false);
    expect(shown({ NODE_ENV: 'production', STATUS_PAGE: 'true' })).toBe(true);
    expect(shown({})).toBe(true);
  });
});
