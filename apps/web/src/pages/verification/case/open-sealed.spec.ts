import { randomBytes } from 'node:crypto';
import { MasterKeys, openDocumentKey, sealDocument } from '@edu/storage';
import { describe, expect, it } from 'vitest';
import { openSealed } from './open-sealed.ts';

const name = { documentId: 'document-1', ownerId: 'awa' };
const masters = new MasterKeys(`one:${randomBytes(32).toString('hex')}`);
const userKey = masters.openUserKey(masters.newUserKey(name.ownerId), name.ownerId);

async function aSealed(plain: Buffer) {
  const { sealedKey, content } = sealDocument(userKey, name, [plain]);
  const { key, authenticated, partBytes } = openDocumentKey(userKey, name, sealedKey);
  const bytes = Uint8Array.from(Buffer.concat(await Array.fromAsync(content)));
  const opened = { key: key.toString('base64'), authenticated, partBytes, type: 'image/webp' };
  return { opened, bytes };
}

describe('a sealed document in the browser', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 200_000])('opens, of %i bytes', async (length) => {
    const plain = randomBytes(length);
    const { opened, bytes } = await aSealed(plain);
    const blob = await openSealed(opened, bytes);
    expect(blob.type).toBe('image/webp');
    expect(Buffer.from(await blob.arrayBuffer()).equals(plain)).toBe(true);
  });

  it('does not open when it was changed, cut, or is of somebody else', async () => {
    const { opened, bytes } = await aSealed(randomBytes(150_000));
    const flipped = Uint8Array.from(bytes);
    flipped[70_000]! ^= 1;
    await expect(openSealed(opened, flipped)).rejects.toThrow();
    await expect(openSealed(opened, bytes.subarray(0, 65_552))).rejects.toThrow();
    const other = { ...opened, authenticated: opened.authenticated.replace('awa', 'ama') };
    await expect(openSealed(other, bytes)).rejects.toThrow();
  });
});
