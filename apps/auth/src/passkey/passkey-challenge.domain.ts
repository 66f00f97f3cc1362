import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** As long as somebody needs to find the device that has the passkey. */
export const CHALLENGE_MS = 5 * 60_000;

const NONCE_BYTES = 16;
const TIME_BYTES = 6;
const HEAD_BYTES = NONCE_BYTES + TIME_BYTES;
const MAC_BYTES = 32;

/**
 * What an answer may be used for: one that was given to sign in adds no passkey, one of another
 * session or of another half sign-in proves nothing here.
 */
export type Purpose =
  | { readonly of: 'sign_in' }
  | { readonly of: 'second_factor'; readonly halfSignIn: string }
  | { readonly of: 'add' | 'step_up'; readonly accountId: string; readonly sessionId: string };

/** A challenge that is ours, and when it expires. */
export interface KnownChallenge {
  /** By which an answer to it is remembered. */
  readonly nonce: string;
  readonly expiresAt: Date;
}

/**
 * A challenge that carries its own proof, so that nothing is kept of those that nobody answers: pages
 * ask for one before anybody wants to sign in.
 */
export function newChallenge(key: Buffer, purpose: Purpose, now: Date): string {
  const head = Buffer.alloc(HEAD_BYTES);
  randomBytes(NONCE_BYTES).copy(head);
  head.writeUIntBE(now.getTime() + CHALLENGE_MS, NONCE_BYTES, TIME_BYTES);
  return Buffer.concat([head, macOf(key, purpose, head)]).toString('base64url');
}

/** @returns undefined when it is not ours, is for something else or has expired */
export function readChallenge(
  key: Buffer,
  purpose: Purpose,
  challenge: string,
  now: Date,
): KnownChallenge | undefined {
  const bytes = Buffer.from(challenge, 'base64url');
  if (bytes.length !== HEAD_BYTES + MAC_BYTES) return undefined;
  const head = bytes.subarray(0, HEAD_BYTES);
  if (!timingSafeEqual(bytes.subarray(HEAD_BYTES), macOf(key, purpose, head))) return undefined;
  const expiresAt = new Date(head.readUIntBE(NONCE_BYTES, TIME_BYTES));
  if (expiresAt <= now) return undefined;
  return { nonce: head.subarray(0, NONCE_BYTES).toString('base64url'), expiresAt };
}

const macOf = (key: Buffer, purpose: Purpose, head: Buffer): Buffer =>
  createHmac('sha256', key).update(head).update(boundTo(purpose)).digest();

function boundTo(purpose: Purpose): string {
  if (purpose.of === 'sign_in') return purpose.of;
  if (purpose.of === 'second_factor') return `${purpose.of} ${purpose.halfSignIn}`;
  return `${purpose.of} ${purpose.accountId} ${purpose.sessionId}`;
}
