import { AccessClaims, platformErrors, type Actor } from '@edu/contract-kit';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { KeySet, KeysUnavailable, type FetchKeys } from './key-set.ts';
import { signedPayload } from './signed-payload.ts';

const CACHE_SIZE = 5_000;
const CLOCK_LEEWAY_S = 30;

/** Our issuer does not say from when a token is valid; what is said counts all the same. */
const Claims = AccessClaims.extend({ nbf: z.number().optional() });

/**
 * Verifies access tokens with the issuer's public keys: one algorithm, fixed issuer and audience.
 * A verified token is kept until it expires, so that a busy user costs one signature check.
 */
export class ActorVerifier {
  readonly #now: () => number;
  readonly #keys: KeySet;
  readonly #verified = new LRUCache<string, { actor: Actor; expiresAt: number }>({
    max: CACHE_SIZE,
  });

  constructor(fetchKeys: FetchKeys, now: () => number = Date.now) {
    this.#now = now;
    this.#keys = new KeySet(fetchKeys, now);
  }

  /** @throws platform.unauthenticated when the token is not valid now */
  async verify(token: string): Promise<Actor> {
    const known = this.#verified.get(token);
    if (known && known.expiresAt > this.#now()) return known.actor;
    const { claims, keyId } = await this.#read(token);
    const actor: Actor = {
      userId: claims.sub,
      sessionId: claims.sid,
      roles: claims.roles,
      locale: claims.locale,
      ...(claims.auth_time !== undefined && { authenticatedAt: claims.auth_time }),
      ...(claims.acr && { level: claims.acr }),
      ...(claims.amr && { methods: claims.amr }),
      ...(claims.step_up_time !== undefined && { steppedUpAt: claims.step_up_time }),
      keyId,
    };
    this.#verified.set(token, { actor, expiresAt: claims.exp * 1_000 });
    return actor;
  }

  async #read(token: string): Promise<{ claims: AccessClaims; keyId: string }> {
    if (token.length > 4_096) throw platformErrors.unauthenticated();
    try {
      const { payload, keyId } = await signedPayload(token, this.#keys.keyOf);
      const now = this.#now() / 1_000;
      const { nbf = 0, ...claims } = Claims.parse(payload);
      if (claims.exp <= now - CLOCK_LEEWAY_S) throw new Error('the token has expired');
      if (nbf > now + CLOCK_LEEWAY_S) throw new Error('the token is not valid yet');
      return { claims, keyId };
    } catch (cause) {
      if (cause instanceof KeysUnavailable) throw platformErrors.unavailable({ cause });
      throw platformErrors.unauthenticated({ cause });
    }
  }
}
