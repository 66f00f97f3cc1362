import { randomUUID } from 'node:crypto';
import { platformErrors } from '@edu/contract-kit';
import { routedRpcs as routes } from '@edu/contracts-registry';
import { ApiClient } from '@edu/journey';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { summary?: string; responses?: object }>>;
}

const platform = inject('platform');
const api = new ApiClient(platform.url);
let document: Document;

const get = (path: string) => api.send({ method: 'GET', path });

beforeAll(async () => {
  const answer = await get('/api/v1/openapi.json');
  expect(answer.status).toBe(200);
  document = JSON.parse(answer.text) as Document;
});
afterAll(() => api.close());

const documented = () =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );

describe('the API documentation', () => {
  it('lists every route of the contracts, with what it does and answers', () => {
    expect(document.openapi).toMatch(/^3\.1/);
    for (const { http, summary } of routes) {
      const operation = document.paths[`/api/v1${http.path}`]?.[http.method.toLowerCase()];
      expect(operation, `${http.method} ${http.path}`).toMatchObject({ summary });
      expect(operation!.responses).toHaveProperty(String(http.status ?? 200));
    }
  });

  it('lists nothing else but the routes written by hand', () => {
    const ofContracts = routes.map(({ http }) => `${http.method} /api/v1${http.path}`);
    expect(new Set(documented()).difference(new Set(ofContracts))).toEqual(
      new Set([
        'POST /api/v1/auth/issuer-form',
        'POST /api/v1/client-reports',
        'POST /api/v1/kyc/callbacks/smile_id',
        'GET /api/v1/bookings/lessons.csv',
        'GET /api/v1/bookings/{id}/calendar.ics',
        'GET /api/v1/calendar/{file}',
        'GET /api/v1/media/{key}',
        'GET /api/v1/objects/{key}',
        'PUT /api/v1/objects/{key}',
        'POST /api/v1/payments/webhooks',
        'POST /api/v1/payments/webhooks/{psp}',
        'PUT /api/v1/payments/webhooks/{psp}',
        'POST /api/v1/sessions/webhooks/livekit',
        'GET /api/v1/me/annual-statement.pdf',
        'GET /api/v1/me/notifications/stream',
        'GET /api/v1/me/statement.pdf',
        'GET /api/v1/openapi.json',
        'GET /api/v1/payments/{id}/receipt.pdf',
        'GET /api/v1/refunds/{id}/credit-note-reversal.pdf',
        'GET /api/v1/refunds/{id}/credit-note.pdf',
      ]),
    );
  });

  it('lists no route that is not there', async () => {
    for (const operation of documented()) {
      const [method = '', path = ''] = operation.split(' ');
      const isWrite = method !== 'GET' && method !== 'DELETE';
      const answer = await api.send({
        method,
        path: path.replace(/\{\w+\}/g, randomUUID()),
        ...(isWrite && { headers: { 'content-type': 'application/json' }, body: '[]' }),
      });
      expect(answer.text, operation).not.toContain(platformErrors.notFound.code);
      expect(answer.status, operation).toBeLessThan(500);
    }
  });

  it('is shown at /docs', async () => {
    const page = await get('/docs');
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    const assets = [...page.text.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path!);
    expect(assets.length).toBeGreaterThan(0);
    for (const asset of assets) expect((await get(asset)).status, asset).toBe(200);
  });
});

describe('the start page', () => {
  it('links the documentation, the simulators and the health of every service', async () => {
    const { status, text } = await get('/status');
    expect(status).toBe(200);
    for (const link of ['/docs', ...Object.values(platform.urls)]) expect(text).toContain(link);
    for (const { name } of platform.services) expect(text).toContain(name);
  });
});

describe('health', () => {
  it.each(platform.services)('$name is ready', async ({ healthPort }) => {
    const answer = await fetch(`http://127.0.0.1:${healthPort}/health/ready`);
    expect(answer.status).toBe(200);
    const metrics = await fetch(`http://127.0.0.1:${healthPort}/metrics`);
    expect(metrics.status).toBe(200);
  });

  it('is known for every service', () => {
    const names = new Set(routes.map(({ service }) => service)).add('gateway').add('web');
    expect(new Set(platform.services.map(({ name }) => name))).toEqual(names);
  });
});
