import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestWeb, type TestWeb } from '../../web.harness.ts';

let web: TestWeb;
beforeAll(async () => {
  const nothing = (_: unknown, response: { writeHead(s: number): { end(): void } }) =>
    response.writeHead(404).end();
  web = await startTestWeb(nothing, ['classroom', 'search-form']);
});
afterAll(() => web.stop());

const headersOf = async (path: string) => {
  const { status, headers } = await fetch(web.url + path);
  expect(status).toBe(200);
  const [policy, permissions] = ['content-security-policy', 'permissions-policy'].map((name) =>
    headers.get(name)!,
  );
  return { policy: policy!, permissions: permissions! };
};

it('may use the microphone and reach the classrooms’ server, as no other page may', async () => {
  const room = await headersOf('/fr/classroom/01a216e7-90a4-78b7-b7a2-955e717f91b9');
  expect(room.policy).toContain("connect-src 'self' wss://rtc.test https://rtc.test;");
  expect(room.permissions).toContain('microphone=(self)');
  const home = await headersOf('/fr');
  expect(home.policy).toContain("connect-src 'self';");
  expect(home.permissions).toContain('microphone=()');
});
