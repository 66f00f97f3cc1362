import { exampleOf } from '@edu/contract-kit';
import { Listing } from '@edu/contracts-profile';
import { afterEach, expect, it } from 'vitest';
import { startTestWeb, type TestWeb } from '../../web.harness.ts';

const ID = '018f6b7e-1111-7000-8000-000000000001';
const listing = {
  ...(exampleOf(Listing) as Listing),
  slug: ID,
  location: { lat: 5.36, lng: -3.98 },
};

let web: TestWeb;
afterEach(() => web.stop());

async function pageOf(env: Record<string, string>) {
  web = await startTestWeb(
    ({ url }, response) => {
      const isProfile = url === `/api/v1/profiles/${ID}`;
      response.writeHead(isProfile ? 200 : 404, { 'content-type': 'application/json' });
      const none = { title: 'None', status: 404, code: 'availability.no_schedule' };
      response.end(JSON.stringify(isProfile ? listing : none));
    },
    ['search-form', 'provider'],
    env,
  );
  const answer = await fetch(`${web.url}/fr/providers/${ID}`);
  return { policy: answer.headers.get('content-security-policy'), html: await answer.text() };
}

it('comes from the tiles of the configuration, and the page may load them and no others', async () => {
  const { policy, html } = await pageOf({
    MAP_TILES_URL: 'https://tiles.example.com/world/{z}/{x}/{y}.png',
    MAP_ATTRIBUTION: '© <b>Somebody</b>',
  });
  expect(policy).toContain("img-src 'self' data: blob: https://tiles.example.com;");
  expect(html).toContain('https://tiles.example.com/world/{z}/{x}/{y}.png');
  expect(html).not.toContain('<b>Somebody');
});

it('is a link to OpenStreetMap where no tiles are configured', async () => {
  const { policy, html } = await pageOf({});
  expect(policy).toContain("img-src 'self' data: blob:;");
  expect(html).toContain('href="https://www.openstreetmap.org/?mlat=5.36');
  expect(html).not.toContain('data-map=');
});

it('is refused when its address names no tile', async () => {
  web = { stop: () => Promise.resolve() } as TestWeb;
  await expect(
    startTestWeb(() => undefined, [], { MAP_TILES_URL: 'https://tiles.example.com/' }),
  ).rejects.toThrow('MAP_TILES_URL');
});
