import { createHash } from 'node:crypto';

/** What bytes are known by where they themselves are not kept: SHA-256, as text. */
export const digestOf = (bytes: Buffer | string): string =>
  createHash('sha256').update(bytes).digest('base64url');
