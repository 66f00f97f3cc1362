import {
  AccessClaims,
  identityRpc,
  newId,
  isStaffRole,
  type Jwk,
  type Locale,
  type Role,
} from '@edu/contract-kit';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { FakeRpc } from './fake-rpc.ts';

const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
/** One pair under two names: a test may revoke the second. */
const KEY_IDS = ['test', 'stolen'] as const;
const publicJwk = await exportJWK(publicKey);
const keys = KEY_IDS.map((kid) => ({ ...publicJwk, kid, alg: 'RS256', use: 'sig' }) as Jwk);

/** A signed-in user of a test. */
export interface TestActor {
  readonly userId: string;
  readonly sessionId: string;
  readonly token: string;
}

export interface TestActorOptions {
  readonly userId?: string;
  readonly locale?: Locale;
  readonly expiresInS?: number;
  /** By how many factors they signed in; staff by a passkey, where it is left out. */
  readonly level?: 'aal1' | 'aal2';
  /** How long ago they proved within their session that it is them; never where it is left out. */
  readonly steppedUpSecondsAgo?: number;
  /** Which key signs its token: `test`, where it is left out. */
  readonly keyId?: (typeof KEY_IDS)[number];
}

/** Signs somebody in: the token is a real one, of the keys that `fakeIssuer` publishes. */
export async function testActor(
  role: Role | readonly Role[] = 'student',
  options: TestActorOptions = {},
): Promise<TestActor> {
  const userId = options.userId ?? newId();
  const sessionId = newId();
  const now = Math.floor(Date.now() / 1_000);
  const { locale = 'en', keyId: kid = 'test', steppedUpSecondsAgo: ago } = options;
  const roles: readonly Role[] = typeof role === 'string' ? [role] : role;
  const { level: acr = roles.some(isStaffRole) ? 'aal2' : undefined } = options;
  const token = await new SignJWT({
    sid: sessionId,
    roles,
    locale,
    ...(acr && { acr }),
    ...(acr === 'aal2' && { amr: ['hwk', 'user', 'mfa'] }),
    ...(ago !== undefined && { step_up_time: now - ago }),
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
    .setIssuer(AccessClaims.shape.iss.value)
    .setAudience(AccessClaims.shape.aud.value)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(now + (options.expiresInS ?? 900))
    .sign(privateKey);
  return { userId, sessionId, token };
}

/** The pair of the tests, for tokens that no issuer makes. */
export const testKeys = { publicKey, privateKey, publicJwk, keyId: KEY_IDS[0] };

/** Answers for the auth service which keys sign tokens. */
export function fakeIssuer(fake: FakeRpc): void {
  fake(identityRpc.jwks, () => ({ keys }));
}
