import { expect, it } from 'vitest';
import { givenServer } from './environment-source.ts';

const env = { EDU_POSTGRES_URL: 'postgres://me:s3cret@db:5432/postgres' };

it('is nothing without an address', async () => {
  expect(await givenServer('postgres', {})).toBeUndefined();
});

it('reports the version', async () => {
  const server = await givenServer('postgres', env, async () => ({ version: '17.2', lacks: [] }));
  expect(server).toEqual({ url: env.EDU_POSTGRES_URL, version: '17.2' });
});

it('names what the server lacks, without the password', async () => {
  const probe = async () => ({ version: '14.1', lacks: ['the extension postgis'] });
  const attempt = givenServer('postgres', env, probe);
  await expect(attempt).rejects.toThrow(
    /postgres:\/\/me:\*\*\*@db.* lacks the extension postgis, version 15\.0 or newer/,
  );
});

it('does not fall back in silence when the address does not answer', async () => {
  await expect(givenServer('redis', { EDU_REDIS_URL: 'redis://127.0.0.1:1' })).rejects.toThrow(
    /Redis does not answer at redis:\/\/127\.0\.0\.1:1 .*ECONNREFUSED/,
  );
});
