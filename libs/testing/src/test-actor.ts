import {
  AccessClaims,
  identityRpc,
  newId,
  type Jwk,
  type Locale,
  type Role,
} from '@edu/contract-kit';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { FakeRpc } from './fake-rpc.ts';

const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
const kid = 'test';
const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' } as Jwk;

/** A signed-in user of a test. */
export interface TestActor {
  readonly userId: string;
  readonly sessionId: string;
  readonly token: string;
}

/** Signs somebody in: the token is a real one, of the keys that `fakeIssuer` publishes. */
export async function testActor(
  role: Role | readonly Role[] = 'student',
  options: { userId?: string; locale?: Locale; expiresInS?: number } = {},
): Promise<TestActor> {
  const userId = options.userId ?? newId();
  const sessionId = newId();
  const token = await new SignJWT({
    sid: sessionId,
    roles: typeof role === 'string' ? [role] : role,
    locale: options.locale ?? 'en',
  })
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
    .setIssuer(AccessClaims.shape.iss.value)
    .setAudience(AccessClaims.shape.aud.value)
    .setSubject(userId)
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1_000) + (options.expiresInS ?? 900))
    .sign(privateKey);
  return { userId, sessionId, token };
}

/** Answers for the auth service which keys sign tokens. */
export function fakeIssuer(fake: FakeRpc): void {
  fake(identityRpc.jwks, () => ({ keys: [jwk] }));
}
