import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openDocument, PART_BYTES, sealDocument, type DocumentName } from './document-seal.ts';
import { MasterKeys } from './master-keys.ts';
import { SealBroken, TAG_BYTES } from './sealed-key.ts';

const hex = () => randomBytes(32).toString('hex');
const first = `2026-11:${hex()}`;
const second = `2027-11:${hex()}`;
const AWA = 'user-awa';
const name: DocumentName = { documentId: 'document-1', ownerId: AWA };

const masters = new MasterKeys(first);
const stored = masters.newUserKey(AWA);
const userKey = masters.openUserKey(stored, AWA);

async function bytesOf(content: AsyncIterable<Buffer>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(content));
}
async function aSealed(plain: Buffer) {
  const { sealedKey, content } = sealDocument(userKey, name, [plain]);
  return { sealedKey, bytes: await bytesOf(content) };
}
const open = (key: Buffer, of: DocumentName, sealedKey: Buffer, bytes: Buffer) =>
  bytesOf(
    (async function* () {
      yield* openDocument(key, of, sealedKey, [bytes]);
    })(),
  );

describe('a sealed document', () => {
  it('opens to what it was, however long it is and however it comes', async () => {
    const length = fc.oneof(
      fc.integer({ min: 0, max: 3 * PART_BYTES }),
      fc.constantFrom(0, 1, PART_BYTES - 1, PART_BYTES, PART_BYTES + 1, 2 * PART_BYTES),
    );
    await fc.assert(
      fc.asyncProperty(length, fc.integer({ min: 1_000, max: 100_000 }), async (bytes, step) => {
        const plain = randomBytes(bytes);
        const pieces = Array.from({ length: Math.ceil(bytes / step) }, (_, n) =>
          plain.subarray(n * step, (n + 1) * step),
        );
        const { sealedKey, content } = sealDocument(userKey, name, pieces);
        const sealed = await bytesOf(content);
        const parts = Math.max(1, Math.ceil(bytes / PART_BYTES));
        expect(sealed.length).toBe(bytes + parts * TAG_BYTES);
        expect(await open(userKey, name, sealedKey, sealed)).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  it('shows nothing of what is in it, and is never the same twice', async () => {
    const plain = Buffer.from('criminal record of Awa Koné '.repeat(10));
    const [one, other] = [await aSealed(plain), await aSealed(plain)];
    expect(one.bytes.includes('Awa')).toBe(false);
    expect(one.bytes).not.toEqual(other.bytes);
  });

  it('does not open when a bit of it, or of its key, is another', async () => {
    const plain = randomBytes(PART_BYTES + 100);
    const { sealedKey, bytes } = await aSealed(plain);
    const flipped = (buffer: Buffer, at: number) => {
      const copy = Buffer.from(buffer);
      copy[at] = copy[at]! ^ 1;
      return copy;
    };
    for (const at of [0, PART_BYTES - 1, PART_BYTES, PART_BYTES + TAG_BYTES, bytes.length - 1]) {
      const opening = open(userKey, name, sealedKey, flipped(bytes, at));
      await expect(opening, `byte ${at}`).rejects.toThrow(SealBroken);
    }
    for (let at = 0; at < sealedKey.length; at++) {
      const opening = open(userKey, name, flipped(sealedKey, at), bytes);
      await expect(opening, `byte ${at} of the key`).rejects.toThrow(SealBroken);
    }
  });

  it('does not open when parts are left out, moved, repeated or cut off', async () => {
    const { sealedKey, bytes } = await aSealed(randomBytes(3 * PART_BYTES));
    const length = PART_BYTES + TAG_BYTES;
    const [a, b, c] = [0, 1, 2].map((n) => bytes.subarray(n * length, (n + 1) * length));
    for (const parts of [[a, c], [b, a, c], [a, b, b, c], [a, b], [a], [], [a, b, c, c]]) {
      const opening = open(userKey, name, sealedKey, Buffer.concat(parts as Buffer[]));
      await expect(opening).rejects.toThrow(SealBroken);
    }
    const cut = open(userKey, name, sealedKey, bytes.subarray(0, -1));
    await expect(cut).rejects.toThrow(SealBroken);
  });

  it('does not open as another document, of another user, or with another’s key', async () => {
    const { sealedKey, bytes } = await aSealed(Buffer.from('Awa'));
    const theirs = masters.openUserKey(masters.newUserKey('user-moussa'), 'user-moussa');
    for (const [key, of] of [
      [theirs, name],
      [userKey, { ...name, ownerId: 'user-moussa' }],
      [userKey, { ...name, documentId: 'document-2' }],
    ] as const) {
      await expect(open(key, of, sealedKey, bytes)).rejects.toThrow(SealBroken);
    }
  });
});

describe('a user’s key', () => {
  it('opens for its user alone, and with the master key that has sealed it', () => {
    expect(() => masters.openUserKey(stored, 'user-moussa')).toThrow(SealBroken);
    expect(() => new MasterKeys(second).openUserKey(stored, AWA)).toThrow('no master key 2026-11');
    const impostor = new MasterKeys(`2026-11:${hex()}`);
    expect(() => impostor.openUserKey(stored, AWA)).toThrow(SealBroken);
    const changed = Buffer.from(stored.sealed);
    changed[20] = changed[20]! ^ 1;
    expect(() => masters.openUserKey({ ...stored, sealed: changed }, AWA)).toThrow(SealBroken);
  });

  it('is destroyed with its row: nothing else opens the documents', async () => {
    const { sealedKey, bytes } = await aSealed(Buffer.from('Awa'));
    const anew = masters.openUserKey(masters.newUserKey(AWA), AWA);
    await expect(open(anew, name, sealedKey, bytes)).rejects.toThrow(SealBroken);
  });
});

describe('a new master key', () => {
  it('seals users’ keys anew, while documents are read before, during and after', async () => {
    const plain = randomBytes(2 * PART_BYTES);
    const { sealedKey, bytes } = await aSealed(plain);
    const both = new MasterKeys(`${second},${first}`);
    const reading = openDocument(both.openUserKey(stored, AWA), name, sealedKey, [bytes]);
    const parts = reading[Symbol.asyncIterator]();
    const begun = await parts.next();
    const anew = both.sealAnew(stored, AWA);
    expect(anew.masterKeyId).toBe('2027-11');
    expect(both.sealAnew(anew, AWA)).toBe(anew);
    const rest = await parts.next();
    expect(Buffer.concat([begun.value as Buffer, rest.value as Buffer])).toEqual(plain);
    // The old one is taken away.
    const only = new MasterKeys(second);
    expect(await open(only.openUserKey(anew, AWA), name, sealedKey, bytes)).toEqual(plain);
    expect(() => only.sealAnew(stored, AWA)).toThrow(SealBroken);
  });

  it.each(['', 'x', 'a:12', `A:${'0'.repeat(64)}`, `${first},${first}`])(
    'is refused when it is written as %j',
    (text) => expect(() => new MasterKeys(text)).toThrow(/master key/),
  );
});
