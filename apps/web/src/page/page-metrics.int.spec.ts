import { eventually } from '@edu/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestWeb, type TestWeb } from '../web.harness.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await startTestWeb(
    (_request, response) => response.writeHead(404).end('{}'),
    ['search-form'],
  );
});
afterAll(() => web.stop());

/** The value of a series by a part of its labels. */
async function valueOf(name: string, ...labels: string[]): Promise<number> {
  const lines = (await web.metrics()).split('\n');
  const found = lines.filter(
    (line) => line.startsWith(`${name}{`) && labels.every((label) => line.includes(label)),
  );
  return found.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
const ask = async (path: string) => {
  const response = await fetch(web.url + path);
  await response.arrayBuffer();
  return response.status;
};

it('counts pages by their route and status, and never by what people put into an address', async () => {
  expect([await ask('/fr'), await ask('/fr'), await ask('/fr/no-such-page?q=jean')]).toEqual([
    200, 200, 404,
  ]);
  await eventually(async () => {
    const count = 'edu_http_duration_seconds_count';
    expect(await valueOf(count, 'method="GET"', 'route="/fr"', 'status="200"')).toBe(2);
    expect(await valueOf(count, 'route="/*"', 'status="404"')).toBe(1);
  });
  expect(await web.metrics()).not.toMatch(/jean|no-such-page/);
});

it('counts what was made apart from what was kept, and times both parts of making it', async () => {
  expect(await valueOf('edu_page_answers_total', 'page="/"', 'from="made"')).toBe(1);
  expect(await valueOf('edu_page_answers_total', 'page="/"', 'from="cache"')).toBe(1);
  for (const part of ['load', 'render']) {
    expect(await valueOf('edu_page_seconds_count', 'page="/"', `part="${part}"`)).toBe(1);
  }
});

it('takes all files of browsers for one route', async () => {
  expect([await ask('/assets/styles-0a1b.js'), await ask('/assets/shell-0a1b.js')]).toEqual([
    200, 200,
  ]);
  await eventually(async () =>
    expect(await valueOf('edu_http_duration_seconds_count', 'route="/assets/*"')).toBe(2),
  );
  expect(await web.metrics()).not.toContain('0a1b');
});
