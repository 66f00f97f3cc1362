import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';

/** How long the code of a purpose is good. A step-up says "it is me, now". */
export const minutesOf = (purpose: string) => (purpose === 'step_up' ? 5 : 10);
export const MAX_TRIES = 5;

/** Six digits, every one of the million as likely. */
export function newCode(): string {
  return randomInt(1_000_000).toString().padStart(6, '0');
}

/** Keyed, so that a copy of the table cannot be searched; bound to its challenge. */
export function hashCode(key: Buffer, challengeId: string, code: string): string {
  return createHmac('sha256', key).update(`${challengeId} ${code}`).digest('base64url');
}

/** Looks like the hash of a code, and is the hash of none. */
export function decoyHash(): string {
  return randomBytes(32).toString('base64url');
}

export function isCode(key: Buffer, challengeId: string, code: string, codeHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashCode(key, challengeId, code)), Buffer.from(codeHash));
}
