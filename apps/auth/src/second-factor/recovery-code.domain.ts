import { createHmac, randomBytes } from 'node:crypto';

export const RECOVERY_CODES = 10;
/** Without letters and digits that look alike: 32 signs, 5 bits each. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const LENGTH = 16;

/** 80 bits: nobody tries them all, so a keyed hash keeps them as well as a slow one. */
export function newRecoveryCode(): string {
  const signs = [...randomBytes(LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
  return signs.match(/.{4}/g)!.join('-');
}

/** Bound to its account; the same however it was typed: small letters, spaces, without hyphens. */
export function hashRecoveryCode(key: Buffer, accountId: string, typed: string): string {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return createHmac('sha256', key).update(`${accountId} ${code}`).digest('base64url');
}
