import { seal, unseal } from '../signing-key/signing-key.domain.ts';

/** As long as somebody needs to sign in there, and to find that password. */
export const ATTEMPT_MS = 10 * 60_000;

/** A question to an issuer, as it is remembered until the answer comes. */
export interface Attempt {
  readonly issuer: string;
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What the answer is for: one that was begun to sign in links nothing, one of another session neither. */
export type AttemptPurpose =
  | { readonly of: 'sign_in' }
  | { readonly of: 'link'; readonly accountId: string; readonly sessionId: string };

/** Sealed for the page that begins: it cannot read or change it, and nobody else has it. */
export function sealAttempt(key: Buffer, purpose: AttemptPurpose, attempt: Attempt): string {
  const plain = Buffer.from(JSON.stringify(attempt));
  return Buffer.from(seal(key, boundTo(purpose), plain)).toString('base64url');
}

/** @returns undefined when it is not ours, is for something else or has expired */
export function openAttempt(
  key: Buffer,
  purpose: AttemptPurpose,
  sealed: string,
  now: Date,
): Attempt | undefined {
  try {
    const plain = unseal(key, boundTo(purpose), Buffer.from(sealed, 'base64url'));
    const attempt = JSON.parse(plain.toString()) as Attempt;
    return attempt.expiresAt > now.getTime() ? attempt : undefined;
  } catch {
    return undefined;
  }
}

const boundTo = (purpose: AttemptPurpose): string =>
  purpose.of === 'sign_in' ? 'sign_in' : `link ${purpose.accountId} ${purpose.sessionId}`;
