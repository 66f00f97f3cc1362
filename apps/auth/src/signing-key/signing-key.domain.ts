import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How long a key signs. */
export const ROTATE_AFTER_MS = 30 * DAY_MS;
/** Every verifier knows a key by the time it begins to sign. */
export const PUBLISH_AHEAD_MS = DAY_MS;
/**
 * The same where an operator does not want to wait: more than the minute in which every replica has
 * read it, and the five for which answers of the route may be kept.
 */
export const ROTATE_AHEAD_MS = 10 * 60_000;
/** Longer than a token lives, leeway and the replicas' own caches included. */
export const KEEP_AFTER_MS = HOUR_MS;

export interface KeyTimes {
  readonly generation: number;
  readonly signFrom: Date;
}

/** The key that signs at an instant. Keys in the order of their generations, at least one. */
export function signingKeyAt<K extends KeyTimes>(keys: readonly K[], at: Date): K {
  return keys.findLast((key) => key.signFrom <= at) ?? keys[0]!;
}

/** The key that is known already and signs later, if any. */
export function successorAt<K extends KeyTimes>(keys: readonly K[], at: Date): K | undefined {
  return keys.find((key) => key.signFrom > at);
}

/** Keys that a verifier may meet: those of living tokens, the present one, the next one. */
export function liveKeys<K extends KeyTimes>(keys: readonly K[], now: Date): K[] {
  return keys.filter((_, index) => {
    const successor = keys[index + 1];
    return !successor || successor.signFrom.getTime() + KEEP_AFTER_MS > now.getTime();
  });
}

/** The key that has to be made now, if any. */
export function dueKey(keys: readonly KeyTimes[], now: Date): KeyTimes | undefined {
  const newest = keys.at(-1);
  if (!newest) return { generation: 1, signFrom: now };
  const published = newest.signFrom.getTime() + ROTATE_AFTER_MS - PUBLISH_AHEAD_MS;
  if (now.getTime() < published) return undefined;
  const signFrom = new Date(now.getTime() + PUBLISH_AHEAD_MS);
  return { generation: newest.generation + 1, signFrom };
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: nonce, tag, ciphertext. The kid is authenticated, so rows cannot be swapped. */
export function seal(key: Buffer, kid: string, plain: Buffer): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(kid));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Uint8Array.from(Buffer.concat([nonce, cipher.getAuthTag(), text]));
}

/** @throws Error when the key is another, or the bytes have been changed */
export function unseal(key: Buffer, kid: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES))
    .setAAD(Buffer.from(kid))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([
    decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
    decipher.final(),
  ]);
}
