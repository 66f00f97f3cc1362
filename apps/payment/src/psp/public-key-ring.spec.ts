import { generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { PublicKeyRing, type PublishedKey } from './public-key-ring.ts';

const spki = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({
    type: 'spki',
    format: 'der',
  });
const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .publicKey.export({ type: 'spki', format: 'pem' })
  .toString();
const START = Date.parse('2026-11-27T10:00:00Z');
const after = (ms: number) => new Date(START + ms);

function ring(published: PublishedKey[]) {
  const asked = { times: 0, fails: false };
  const keys = new PublicKeyRing(async () => {
    asked.times += 1;
    await Promise.resolve();
    if (asked.fails) throw new Error('no answer');
    return [...published];
  }, 60_000);
  return { keys, asked, published };
}

it('fetches what it does not know once for many, in either spelling', async () => {
  const { keys, asked } = ring([
    { id: 'a', key: spki().toString('base64') },
    { id: 'b', key: pem },
    { id: 'c', key: 'no key' },
  ]);
  const found = await Promise.all(['a', 'b', 'c', 'd'].map((id) => keys.find(id, after(0))));
  expect(found.map((key) => key?.asymmetricKeyType)).toEqual(['ec', 'ec', undefined, undefined]);
  expect(asked.times).toBe(1);
});

it('asks no more than once a minute for keys that anybody may name', async () => {
  const { keys, asked } = ring([{ id: 'a', key: pem }]);
  for (let n = 0; n < 50; n++) expect(await keys.find(`x${n}`, after(n * 1_000))).toBeUndefined();
  expect(asked.times).toBe(1);
  expect(await keys.find('y', after(60_000))).toBeUndefined();
  expect(asked.times).toBe(2);
});

it('learns the next key, and forgets one that is no longer published', async () => {
  const { keys, published } = ring([{ id: 'a', key: pem }]);
  expect(await keys.find('a', after(0))).toBeDefined();
  published.splice(0, 1, { id: 'b', key: pem });
  expect(await keys.find('b', after(61_000))).toBeDefined();
  expect(await keys.find('a', after(62_000))).toBeUndefined();
});

it('keeps what it has while none can be fetched, and no longer than an hour', async () => {
  const { keys, asked } = ring([{ id: 'a', key: pem }]);
  expect(await keys.find('a', after(0))).toBeDefined();
  asked.fails = true;
  expect(await keys.find('b', after(61_000))).toBeUndefined();
  expect(await keys.find('a', after(62_000))).toBeDefined();
  expect(await keys.find('a', after(3_600_000))).toBeUndefined();
});
