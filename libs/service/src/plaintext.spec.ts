import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { apiEnv, databaseEnv, defineConfig, defineProcessConfig, redisEnv } from './config.ts';
import { plaintextAddress } from './plaintext.ts';

const encrypted = {
  NATS_URL: 'tls://booking:x@nats-0:4222,tls://booking:x@nats-1:4222',
  DATABASE_URL: 'postgres://booking:x@pgbouncer:6432/educonnect?sslmode=verify-full',
  REDIS_URL: 'rediss://redis:6379',
  STRIPE_API_URL: 'https://api.stripe.com',
};
class Config extends defineConfig({ ...databaseEnv, ...redisEnv, STRIPE_API_URL: z.url() }) {}
const config = (env: Record<string, string>) => () => new Config({ ...encrypted, ...env });

describe('in production', () => {
  const production = { NODE_ENV: 'production' };

  it('encrypted addresses are taken', () => {
    expect(config(production)).not.toThrow();
  });

  it.each([
    ['NATS_URL', 'tls://booking:x@nats-0:4222,nats://booking:hunter2@nats-1:4222'],
    ['DATABASE_URL', 'postgres://booking:hunter2@pgbouncer:6432/educonnect'],
    ['DATABASE_URL', 'postgres://booking:hunter2@pgbouncer:6432/educonnect?sslmode=prefer'],
    ['REDIS_URL', 'redis://:hunter2@redis:6379'],
    ['STRIPE_API_URL', 'http://api.stripe.com'],
  ])('%s is refused with %s, without a word of it', (name, address) => {
    const start = config({ ...production, [name]: address });
    expect(start).toThrow(new RegExp(`${name}: .*not encrypted.*PLAINTEXT_ADDRESSES`));
    expect(start).not.toThrow(/hunter2/);
    expect(config({ [name]: address })).not.toThrow(); // in development
    expect(
      config({ ...production, [name]: address, PLAINTEXT_ADDRESSES: 'allowed' }),
    ).not.toThrow();
  });

  it('telemetry may go to a collector in the same cluster: it has ids only', () => {
    const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
    expect(config({ ...production, ...collector })).not.toThrow();
  });

  it('the gateway may be asked without encryption for what everybody may read', () => {
    class Pages extends defineProcessConfig({ ...apiEnv, PUBLIC_URL: z.url() }) {}
    const env = { ...production, API_URL: 'http://gateway:8080', PUBLIC_URL: 'https://edu.app' };
    expect(new Pages(env)).toMatchObject({ API_URL: 'http://gateway:8080' });
    expect(() => new Pages({ ...env, PUBLIC_URL: 'http://edu.app' })).toThrow(/PUBLIC_URL: http:/);
  });
});

it.each(['', 'info', '127.0.0.1', 'Mailbox|http://127.0.0.1:8025', 15, undefined])(
  '%j is no address',
  (value) => expect(plaintextAddress(value)).toBeUndefined(),
);
