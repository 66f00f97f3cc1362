import Fastify from 'fastify';
import { afterAll, describe, expect, it } from 'vitest';
import { cacheControl, sendTagged } from './answer-cache.ts';

describe('Cache-Control', () => {
  it.each([
    [undefined, 'public', 'no-store'],
    [undefined, 'private', 'no-store'],
    ['revalidate', 'public', 'public, no-cache'],
    ['revalidate', 'private', 'private, no-cache'],
    [{ maxAgeS: 60 }, 'public', 'public, max-age=60'],
    [{ maxAgeS: 60 }, 'private', 'private, max-age=60'],
    [{ maxAgeS: 5, staleS: 30 }, 'public', 'public, max-age=5, stale-while-revalidate=30'],
  ] as const)('of %j for %s is %s', (rule, keeper, header) =>
    expect(cacheControl(rule, keeper)).toBe(header),
  );
});

describe('an answer with a tag', () => {
  let body = '{"items":[]}';
  const app = Fastify();
  app.get('/', (request, reply) =>
    sendTagged(reply, Buffer.from(body), request.headers['if-none-match']),
  );
  afterAll(() => app.close());
  const ask = (tag?: string, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url: '/', headers: tag === undefined ? {} : { 'if-none-match': tag } });

  it('is sent whole unless the caller has it', async () => {
    const first = await ask();
    expect(first).toMatchObject({ statusCode: 200, body });
    const tag = first.headers.etag as string;
    expect(tag).toMatch(/^W\/"[\w-]{22}"$/);
    for (const given of [tag, tag.slice(2), `"other", ${tag}`, '*']) {
      const again = await ask(given);
      expect(again, given).toMatchObject({ statusCode: 304, body: '' });
      expect(again.headers.etag).toBe(tag);
    }
    for (const given of ['', '"other"', tag.slice(3, -1), 'W/', ',']) {
      expect(await ask(given), given).toMatchObject({ statusCode: 200, body });
    }
    expect((await ask(tag, 'HEAD')).statusCode).toBe(304);
  });

  it('is sent again once it has changed', async () => {
    const tag = (await ask()).headers.etag as string;
    body = '{"items":[1]}';
    const changed = await ask(tag);
    expect(changed).toMatchObject({ statusCode: 200, body });
    expect(changed.headers.etag).not.toBe(tag);
  });
});
