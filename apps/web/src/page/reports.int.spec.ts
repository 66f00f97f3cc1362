import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestWeb, type TestWeb } from '../web.harness.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await startTestWeb(
    (_request, response) => response.writeHead(404).end(),
    ['search-form', 'provider', 'classroom'],
  );
});
afterAll(() => web.stop());

it.each([
  ['/fr', '/'],
  ['/fr/providers/01a216ec-c8cd-7dad-b89c-b803e700c64c', '/providers/:id'],
  ['/fr/no-such-page?q=awa', '*'],
])('%s is measured as %s', async (path, route) => {
  const html = await (await fetch(web.url + path)).text();
  expect(/<html[^>]* data-route="([^"]*)"/.exec(html)?.[1]).toBe(route);
});

it.each(['/fr', '/en/classroom/01a216ec-c8cd-7dad-b89c-b803e700c64c', '/icon.svg'])(
  'browsers report to the gateway what the policy of %s kept them from',
  async (path) => {
    const { headers } = await fetch(web.url + path);
    expect(headers.get('reporting-endpoints')).toBe('reports="/api/v1/client-reports"');
    expect(headers.get('content-security-policy')).toMatch(
      /; report-to reports; report-uri \/api\/v1\/client-reports(;|$)/,
    );
  },
);
