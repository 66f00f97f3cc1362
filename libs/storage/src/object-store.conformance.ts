import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey, type ContentType } from './object-key.ts';
import { readAll, type ObjectStore } from './object-store.ts';

export interface ConformanceBench {
  /** @param now milliseconds of Unix time; the server's own by default */
  open(now?: () => number): ObjectStore;
  /** What links without a host are relative to. */
  readonly address: string;
  close(): Promise<void>;
}

const MAX = 4 * 1024 * 1024;
const announce = (bytes: Uint8Array) => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const sixMinutesAgo = () => Date.now() - 360_000;

/** What services rely on, of every provider. */
export function objectStoreConformance(name: string, start: () => Promise<ConformanceBench>): void {
  describe(`object storage on ${name}`, () => {
    let bench: ConformanceBench;
    let store: ObjectStore;
    beforeAll(async () => {
      bench = await start();
      store = bench.open();
    });
    afterAll(() => bench?.close());

    const aKey = (type: ContentType = 'image/png') => newKey('quarantine', type);
    const contentOf = async (key: string) => {
      const stream = await store.open(key);
      return stream && readAll(stream, MAX);
    };
    const at = (url: string) => new URL(url, bench.address);
    const send = (url: string, headers: Readonly<Record<string, string>>, body: Uint8Array) =>
      fetch(at(url), { method: 'PUT', headers, body: Buffer.from(body) });
    const isRefused = ({ status }: Response) => expect([400, 403, 413, 415, 422]).toContain(status);

    it('gives back what was put, whole and in parts', async () => {
      const key = aKey();
      const bytes = randomBytes(300_000);
      await store.put(key, bytes);
      expect(await store.head(key)).toEqual({ bytes: 300_000 });
      expect(await contentOf(key)).toEqual(bytes);
      const part = await store.open(key, { first: 10, last: 19 });
      expect(await readAll(part!, 10)).toEqual(bytes.subarray(10, 20));
      await store.put(key, Buffer.from('anew'));
      expect(String(await contentOf(key))).toBe('anew');
    });

    it('takes a stream of any length, and nothing of one that breaks off', async () => {
      const key = aKey('application/zip');
      const part = randomBytes(1_000_003);
      const send = async function* (parts: number, end?: Error) {
        for (let n = 0; n < parts; n++) yield await Promise.resolve(part);
        if (end) throw end;
      };
      await store.putStream(key, send(20));
      expect(await store.head(key)).toEqual({ bytes: 20_000_060 });
      const last = await store.open(key, { first: 19_000_057, last: 20_000_059 });
      expect(await readAll(last!, MAX)).toEqual(part);
      await store.putStream(key, send(0));
      expect(await store.head(key)).toEqual({ bytes: 0 });
      const broken = aKey('application/zip');
      await expect(store.putStream(broken, send(9, new Error('broke off')))).rejects.toThrow();
      expect(await store.head(broken)).toBeNull();
    });

    it('knows nothing of what was never put, and deletes it without a word', async () => {
      const key = aKey();
      expect(await store.head(key)).toBeNull();
      expect(await store.open(key)).toBeNull();
      expect(await store.move(key, aKey())).toBe(false);
      await store.delete(key);
      await store.deletePrefix(`nobody/${randomUUID()}/`);
    });

    it('moves an object: what was read before is under the other key alone', async () => {
      const [from, to] = [aKey(), newKey('document/of-somebody', 'image/png')];
      await store.put(from, Buffer.from('moved'));
      expect(await store.move(from, to)).toBe(true);
      expect(await store.head(from)).toBeNull();
      expect(String(await contentOf(to))).toBe('moved');
    });

    it('deletes one, and all below a prefix and none beside it', async () => {
      const folder = `public/photo/${randomUUID()}`;
      const keys = ['96', '240', '640'].map((size) => `${folder}/${size}.webp`);
      const beside = `${folder}0/96.webp`;
      for (const key of [...keys, beside]) await store.put(key, Buffer.from(key));
      await store.delete(keys[0]!);
      expect(await Promise.all(keys.map((key) => store.head(key)))).toEqual([
        null,
        { bytes: keys[1]!.length },
        { bytes: keys[2]!.length },
      ]);
      await store.deletePrefix(`${folder}/`);
      expect(await Promise.all(keys.map((key) => store.head(key)))).toEqual([null, null, null]);
      expect(await store.head(beside)).not.toBeNull();
      await store.deletePrefix(folder);
      expect(await store.head(beside)).toBeNull();
    });

    it('refuses every name that is no key, and would delete everything', async () => {
      const names = ['../../etc/passwd', '..%2f', '/etc/passwd', 'C:\\x.png', 'a/\0.png', 'a.png'];
      names.push(
        `a/${'x'.repeat(300)}.png`,
        'a/‮gpj.png',
        'a/b.pdf.html',
        'a/b\r\n.png',
        'A/b.png',
      );
      for (const name of names) {
        for (const ask of [
          () => store.put(name, Buffer.from('x')),
          () => store.open(name),
          () => store.head(name),
          () => store.move(aKey(), name),
          () => store.delete(name),
          async () => store.presignUpload(name, announce(Buffer.from('x')), 60),
          async () => store.presignDownload(name, 'x', 60),
        ]) {
          await expect(ask(), name).rejects.toThrow(RangeError);
        }
      }
      for (const prefix of ['', '/', '../', 'quarantine', 'a/../b/', 'a//'])
        await expect(store.deletePrefix(prefix), prefix).rejects.toThrow(RangeError);
    });

    it('takes exactly the file that was announced', async () => {
      const key = aKey();
      const bytes = randomBytes(200_000);
      const { method, url, headers, expiresAt } = await store.presignUpload(
        key,
        announce(bytes),
        300,
      );
      expect(method).toBe('PUT');
      expect(Math.abs(Date.parse(expiresAt) - Date.now() - 300_000)).toBeLessThan(5_000);
      expect((await send(url, headers, bytes)).status).toBeLessThan(300);
      expect(await contentOf(key)).toEqual(bytes);
    });

    it.each([
      ['longer', (bytes: Buffer) => Buffer.concat([bytes, bytes])],
      ['shorter', (bytes: Buffer) => bytes.subarray(1)],
      ['empty', () => Buffer.alloc(0)],
      ['another of the same length', (bytes: Buffer) => randomBytes(bytes.length)],
    ])('keeps nothing of a file that is %s', async (_what, change) => {
      const key = aKey();
      const bytes = randomBytes(50_000);
      const { url, headers } = await store.presignUpload(key, announce(bytes), 60);
      isRefused(await send(url, headers, change(bytes)));
      expect(await store.head(key)).toBeNull();
    });

    it('keeps nothing of another kind, or by a link of another key, time or method', async () => {
      const [key, victim] = [aKey(), aKey()];
      const bytes = randomBytes(1_000);
      const { url, headers } = await store.presignUpload(key, announce(bytes), 60);
      isRefused(await send(url, { ...headers, 'content-type': 'text/html' }, bytes));
      isRefused(await send(url.replace(key, victim), headers, bytes));
      isRefused(
        await send(url.replace(/(signature|Signature)=.{6}/i, '$1=AAAAAA'), headers, bytes),
      );
      isRefused(await send(url.split('?')[0]!, headers, bytes));
      const late = await bench.open(sixMinutesAgo).presignUpload(key, announce(bytes), 300);
      isRefused(await send(late.url, late.headers, bytes));
      expect((await fetch(at(url))).status).toBeGreaterThanOrEqual(400);
      expect(await store.head(key)).toBeNull();
      expect(await store.head(victim)).toBeNull();
    });

    it('gives a file along a link, also in parts, to keep and not to open here', async () => {
      const key = aKey('application/pdf');
      const bytes = randomBytes(10_000);
      await store.put(key, bytes);
      const name = 'reçu "1"\r\nX: y.html';
      const link = at(await store.presignDownload(key, name, 60));
      const whole = await fetch(link);
      expect(whole.status).toBe(200);
      expect(whole.headers.get('content-type')).toBe('application/pdf');
      const disposition = whole.headers.get('content-disposition')!;
      expect(disposition).toBe(
        `attachment; filename*=UTF-8''re%C3%A7u%20%221%22%0D%0AX%3A%20y.html`,
      );
      expect(whole.headers.has('x')).toBe(false);
      expect(Buffer.from(await whole.arrayBuffer())).toEqual(bytes);
      const asks = [
        ['bytes=0-99', 0, 100],
        ['bytes=9990-', 9_990, 10_000],
        ['bytes=-5', 9_995, 10_000],
        ['bytes=9000-99999', 9_000, 10_000],
      ] as const;
      for (const [range, from, to] of asks) {
        const part = await fetch(link, { headers: { range } });
        expect(part.status, range).toBe(206);
        expect(part.headers.get('content-range')).toBe(`bytes ${from}-${to - 1}/10000`);
        expect(Buffer.from(await part.arrayBuffer())).toEqual(bytes.subarray(from, to));
      }
      expect((await fetch(link, { headers: { range: 'bytes=10000-' } })).status).toBe(416);
    });

    it('gives nothing without a link, by an old one, one of another file, or a list', async () => {
      const [key, other] = [aKey(), aKey()];
      for (const one of [key, other]) await store.put(one, Buffer.from('secret'));
      const url = await store.presignDownload(key, 'file', 60);
      const late = await bench.open(sixMinutesAgo).presignDownload(key, 'file', 300);
      const path = url.split('?')[0]!;
      for (const link of [path, url.replace(key, other), late, path.replace(/[^/]+$/, '')]) {
        const { status } = await fetch(at(link));
        expect([400, 403, 404], link).toContain(status);
      }
    });

    it('makes no link that lives longer than five minutes', async () => {
      const asked = announce(Buffer.from('x'));
      for (const life of [301, 0, -1, 1.5, Number.NaN]) {
        const upload = async () => store.presignUpload(aKey(), asked, life);
        await expect(upload()).rejects.toThrow(RangeError);
        const download = async () => store.presignDownload(aKey(), 'x', life);
        await expect(download()).rejects.toThrow(RangeError);
      }
    });
  });
}
