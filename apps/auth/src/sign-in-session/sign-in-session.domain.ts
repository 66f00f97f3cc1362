import { createHash, createHmac, randomBytes } from 'node:crypto';
import { REFRESH_TOKEN_LIFE_S } from '@edu/contract-kit';

const DAY_MS = 24 * 3_600_000;

export const REFRESH_TOKEN_MS = REFRESH_TOKEN_LIFE_S * 1_000;
/** How long a device is recognised after the last sign-in on it. */
export const DEVICE_MS = 365 * DAY_MS;
/** However often it is refreshed, a session ends. */
export const SESSION_MS = 90 * DAY_MS;
/** Tabs that refresh at once get one and the same access token. */
export const SAME_ANSWER_MS = 10_000;

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
 * Why it could not be traded: its session is over; its answer was lost, for nobody has used the
 * child (answer that again, however late); or the child has been used, so that two people hold the
 * family (theft).
 */
export function judge(token: SpentToken, now: Date): 'over' | 'suspended' | 'again' | 'reused' {
  if (token.suspendedAt) return 'suspended';
  if (token.sessionEndedAt || token.sessionExpiresAt <= now || token.expiresAt <= now)
    return 'over';
  const { usedAt, childCreatedAt, childUsedAt } = token;
  if (!usedAt) return 'over';
  const isParent = childCreatedAt !== null && childUsedAt === null;
  return isParent ? 'again' : 'reused';
}

/** When the access token that goes with a child was issued: a late answer gets a fresh one. */
export function answeredAt(childCreatedAt: Date, now: Date): Date {
  return now.getTime() - childCreatedAt.getTime() <= SAME_ANSWER_MS ? childCreatedAt : now;
}

/** Why all sessions of an account end. */
export type AccountReason =
  | 'address_changed'
  | 'address_restored'
  | 'roles_changed'
  | 'password_changed'
  | 'second_factor_changed';
