import { expect, it } from 'vitest';
import { maskUrl } from './mask-url.ts';

it.each([
  [
    'postgres://postgres:s3cret@127.0.0.1:5432/postgres',
    'postgres://postgres:***@127.0.0.1:5432/postgres',
  ],
  ['postgres://u:with@sign@host/db', 'postgres://u:***@host/db'],
  ['redis://:s3cret@localhost:6379', 'redis://:***@localhost:6379'],
  ['nats://token@localhost:4222', 'nats://***@localhost:4222'],
  ['nats://a:b@one:4222,nats://a:b@two:4222', 'nats://a:***@one:4222,nats://a:***@two:4222'],
  ['redis://localhost:6379', 'redis://localhost:6379'],
])('masks %s', (url, masked) => {
  expect(maskUrl(url)).toBe(masked);
});
