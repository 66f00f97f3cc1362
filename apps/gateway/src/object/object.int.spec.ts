import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DiskStore, newKey, type ObjectStore } from '@edu/storage';
import { startTestService, STORAGE_SECRET, type TestService } from '@edu/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gatewayService } from '../main.ts';

let gateway: TestService;
let url: string;
let store: ObjectStore;

beforeAll(async () => {
  gateway = await startTestService(gatewayService, { env: { PORT: '0' } });
  url = `http://127.0.0.1:${gateway.instances[0]!.port}`;
  store = new DiskStore({ folder: gateway.storage, secret: STORAGE_SECRET });
});
afterAll(() => gateway?.stop());

const announce = (bytes: Buffer) => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const put = (path: string, body: Buffer<ArrayBuffer>, headers: Record<string, string>) =>
  fetch(url + path, { method: 'PUT', body, headers: { 'accept-language': 'en', ...headers } });

describe('a link of the local storage', () => {
  it('takes a file larger than any other body, and gives it back in parts', async () => {
    const bytes = randomBytes(3_000_000);
    const key = newKey('quarantine', 'image/jpeg');
    const upload = await store.presignUpload(key, announce(bytes), 60);
    const sent = await put(upload.url, bytes, { ...upload.headers });
    expect([sent.status, await sent.text()]).toEqual([204, '']);
    const link = url + (await store.presignDownload(key, 'Photo d’Awa.jpg', 60));
    const whole = await fetch(link);
    expect(Buffer.from(await whole.arrayBuffer())).toEqual(bytes);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': "attachment; filename*=UTF-8''Photo%20d%E2%80%99Awa.jpg",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    const part = await fetch(link, { headers: { range: 'bytes=5-9' } });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 5-9/3000000']);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(5, 10));
  });

  it.each([
    [403, 'storage.bad_link', (path: string) => path.replace('signature=', 'signature=x'), {}],
    [415, 'storage.other_type', (path: string) => path, { 'content-type': 'text/html' }],
    [403, 'storage.bad_link', () => '/api/v1/objects/%2e%2e%2f%2e%2e%2fetc%2fpasswd', {}],
    [403, 'storage.bad_link', () => '/api/v1/objects/C:%5Cx.png?signature=%00', {}],
  ])('is answered %i %s when it is another', async (status, code, change, headers) => {
    const bytes = randomBytes(1_000);
    const key = newKey('quarantine', 'image/jpeg');
    const upload = await store.presignUpload(key, announce(bytes), 60);
    const refused = await put(change(upload.url), bytes, { ...upload.headers, ...headers });
    const { code: answered } = (await refused.json()) as { code: string };
    expect([refused.status, answered]).toEqual([status, code]);
    expect(existsSync(join(gateway.storage, key))).toBe(false);
  });

  it('refuses a file that is another, longer or shorter, with one clear problem each', async () => {
    const bytes = randomBytes(200_000);
    for (const [body, code] of [
      [randomBytes(200_000), 'storage.other_file'],
      [randomBytes(200_001), 'platform.payload_too_large'],
      [bytes.subarray(1), 'storage.other_file'],
    ] as const) {
      const key = newKey('quarantine', 'image/jpeg');
      const upload = await store.presignUpload(key, announce(bytes), 60);
      const refused = await put(upload.url, Buffer.from(body), { ...upload.headers });
      expect(((await refused.json()) as { code: string }).code).toBe(code);
      expect(existsSync(join(gateway.storage, key))).toBe(false);
    }
  });

  it('lists nothing and shows nothing without one', async () => {
    const key = newKey('quarantine', 'image/jpeg');
    await store.put(key, Buffer.from('secret'));
    for (const path of ['', 'quarantine', 'quarantine/', key, `../media/${key}`]) {
      const { status } = await fetch(`${url}/api/v1/objects/${path}`);
      expect([403, 404], path).toContain(status);
    }
    expect((await fetch(`${url}/api/v1/media/${key}`)).status).toBe(404);
  });
});

describe('a picture for everybody', () => {
  it('is shown, and kept for long', async () => {
    await store.put('public/photo/0f3c/96.webp', Buffer.from('picture'));
    const shown = await fetch(`${url}/api/v1/media/photo/0f3c/96.webp`);
    expect([shown.status, await shown.text()]).toEqual([200, 'picture']);
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-length': '7',
      'cache-control': 'public, max-age=2592000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    });
    expect(shown.headers.has('content-disposition')).toBe(false);
    const head = await fetch(shown.url, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, '7']);
  });

  it('is a picture, and nothing else that lies there', async () => {
    await store.put('public/photo/0f3c/1.pdf', Buffer.from('%PDF'));
    for (const path of ['photo/0f3c/1.pdf', 'photo/0f3c/2.webp', 'photo/', '', '..%2fx%2fy.webp']) {
      const missing = await fetch(`${url}/api/v1/media/${path}`);
      expect(missing.status, path).toBe(404);
      expect(missing.headers.get('cache-control')).toBe('no-store');
    }
  });
});
