import { describe, expect, it } from 'vitest';
import type { Secrets } from './secrets.ts';
import { poolSize, serviceEnvs, type EnvInputs } from './service-env.ts';

const secrets = new Proxy({} as Secrets, { get: (_, name) => `made-${String(name)}` });

function envs(changes: Partial<EnvInputs> = {}) {
  return serviceEnvs(['auth', 'gateway'], {
    env: {},
    secrets,
    port: 8080,
    natsUrls: { auth: 'nats://auth@here', gateway: 'nats://gateway@here' },
    redisUrl: 'redis://here',
    simulators: {
      urls: { stripe: 'http://stripe', mailbox: 'http://mailbox' },
      env: { SMTP_URL: 'smtp://mailbox', STRIPE_API_URL: 'http://stripe' },
    },
    databases: { auth: { runtime: 'postgres://auth' } },
    healthPorts: { auth: 20_001, gateway: 20_002 },
    storageFolder: '/data/objects',
    ...changes,
  });
}

describe('serviceEnvs', () => {
  it('gives each service its own login, health port and log', () => {
    const { auth, gateway } = envs({ logFolder: '/logs' });
    expect(auth).toMatchObject({
      DATABASE_URL: 'postgres://auth',
      HEALTH_PORT: '20001',
      LOG_FILE: '/logs/auth.log',
    });
    expect(gateway).toMatchObject({ HEALTH_PORT: '20002', LOG_FILE: '/logs/gateway.log' });
    expect(gateway).not.toHaveProperty('DATABASE_URL');
  });

  it('does not hand on a database or addresses that the platform was started with', () => {
    const { auth, gateway } = envs({
      env: { DATABASE_URL: 'postgres://superuser', NATS_URL: 'nats://else', PORT: '1' },
    });
    expect(auth).toMatchObject({ DATABASE_URL: 'postgres://auth', NATS_URL: 'nats://auth@here' });
    expect(gateway).toMatchObject({ PORT: '8080' });
    expect(gateway).not.toHaveProperty('DATABASE_URL');
  });

  it('has the gateway in front of the web, unless an ingress is in front of both', () => {
    const { gateway } = envs({ webPort: 8090 });
    expect(gateway).toMatchObject({
      WEB_PORT: '8090',
      WEB_URL: 'http://127.0.0.1:8090',
      API_URL: 'http://127.0.0.1:8080',
    });
    const behind = envs({ webPort: 8090, gatewayPort: 9000 })['gateway'];
    expect(behind).toMatchObject({ PORT: '9000', API_URL: 'http://127.0.0.1:8080' });
    expect(behind).not.toHaveProperty('WEB_URL');
    expect(envs()['gateway']).not.toHaveProperty('WEB_URL');
  });

  it('points the providers at the simulators', () => {
    expect(envs()['auth']).toMatchObject({
      STRIPE_API_URL: 'http://stripe',
      SMTP_URL: 'smtp://mailbox',
      STATUS_LINKS: 'Mailbox|http://mailbox,Stripe simulator|http://stripe',
    });
  });

  it('makes up nothing for a provider that is not simulated', () => {
    const env = { STRIPE_SECRET_KEY: 'sk_live_theirs' };
    const { auth } = envs({ env, simulators: undefined });
    expect(auth).toMatchObject({ STRIPE_SECRET_KEY: 'sk_live_theirs', STATUS_LINKS: '' });
    for (const name of ['STRIPE_API_URL', 'STRIPE_WEBHOOK_SECRET', 'SMTP_URL', 'TWILIO_API_URL']) {
      expect(auth).not.toHaveProperty(name);
    }
  });

  it('takes the key and the secret of LiveKit from one place', () => {
    const { auth } = envs({ env: { LIVEKIT_API_KEY: 'theirs' } });
    expect(auth).toMatchObject({ LIVEKIT_API_KEY: 'theirs' });
    expect(auth).not.toHaveProperty('LIVEKIT_API_SECRET');
  });

  it('lets the environment change what it only proposes, and ignores empty variables', () => {
    const { auth } = envs({ env: { PUBLIC_URL: 'https://edu.example', MAIL_FROM: '' } });
    expect(auth).toMatchObject({ PUBLIC_URL: 'https://edu.example' });
    expect(auth?.['MAIL_FROM']).toContain('@');
  });
});

it.each([
  [0, 4],
  [1, 4],
  [8, 4],
  [10, 4],
  [11, 3],
  [100, 1],
])('shares forty connections: %i databases get pools of %i', (databases, size) => {
  expect(poolSize(databases)).toBe(size);
});
