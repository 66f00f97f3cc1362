import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const ALGORITHM = 'aes-256-gcm';
export const KEY_BYTES = 32;
export const TAG_BYTES = 16;
const NONCE_BYTES = 12;

/** What was sealed is not what is opened: changed, of somebody else, or under another key. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

export const newKeyBytes = (): Buffer => randomBytes(KEY_BYTES);

/** A key under another: nonce, tag, ciphertext. @param about what it is for; the same opens it */
export function sealKey(under: Buffer, key: Buffer, about: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, under, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** @throws SealBroken */
export function openKey(under: Buffer, sealed: Buffer, about: string): Buffer {
  try {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const tag = sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv(ALGORITHM, under, nonce, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(about))
      .setAuthTag(tag);
    const key = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([key, decipher.final()]);
  } catch (cause) {
    throw new SealBroken('the key cannot be opened', { cause });
  }
}
