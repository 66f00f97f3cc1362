import { createHash, createHmac, randomBytes } from 'node:crypto';

const DAY_MS = 24 * 3_600_000;

export const REFRESH_TOKEN_MS = 30 * DAY_MS;
/** However often it is refreshed, a session ends. */
export const SESSION_MS = 90 * DAY_MS;
/** Two tabs, or a client that did not hear the answer, may use a token twice this close. */
export const GRACE_MS = 10_000;

export function newRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

/**
 * The token that follows. It is computed and not drawn, so that it can be answered again although
 * only its hash is stored; without the key nobody gets from a token to its child.
 */
export function childToken(key: Buffer, parent: string): string {
  return createHmac('sha256', key).update(parent).digest('base64url');
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** What is known of a refresh token that could not be traded. */
export interface SpentToken {
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
  /** When its child was made, and when that was used; null while there is none. */
  readonly childCreatedAt: Date | null;
  readonly childUsedAt: Date | null;
  readonly sessionEndedAt: Date | null;
  readonly sessionExpiresAt: Date;
  readonly suspendedAt: Date | null;
}

/**
 * Why it could not be traded: its session is over, it was used again just now (answer its child
 * again), or it was used again later or by an ancestor (theft).
 */
export function judge(token: SpentToken, now: Date): 'over' | 'suspended' | 'again' | 'reused' {
  if (token.suspendedAt) return 'suspended';
  if (token.sessionEndedAt || token.sessionExpiresAt <= now || token.expiresAt <= now)
    return 'over';
  const { usedAt, childCreatedAt, childUsedAt } = token;
  if (!usedAt) return 'over';
  const isParent = childCreatedAt !== null && childUsedAt === null;
  return isParent && now.getTime() - usedAt.getTime() <= GRACE_MS ? 'again' : 'reused';
}
