import { AccessClaims, identityRpc, platformErrors, type Actor, type Jwk } from '@edu/contract-kit';
import { importJWK, jwtVerify } from 'jose';

const KEY_REFRESH_COOLDOWN_MS = 10_000;
const CACHE_SIZE = 5_000;
const CLOCK_LEEWAY_S = 30;

type VerifyKey = Awaited<ReturnType<typeof importJWK>>;
export type FetchKeys = () => Promise<{ keys: Jwk[] }>;

/**
 * Verifies access tokens with the issuer's public keys: one algorithm, fixed issuer and audience.
 * A verified token is remembered until it expires, so that a busy user costs one signature check.
 */
export class ActorVerifier {
  readonly #fetchKeys: FetchKeys;
  readonly #now: () => number;
  readonly #keys = new Map<string, VerifyKey>();
  readonly #verified = new Map<string, { actor: Actor; expiresAt: number }>();
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<void> | undefined;

  constructor(fetchKeys: FetchKeys, now: () => number = Date.now) {
    this.#fetchKeys = fetchKeys;
    this.#now = now;
  }

  /** @throws platform.unauthenticated when the token is not valid now */
  async verify(token: string): Promise<Actor> {
    const known = this.#verified.get(token);
    if (known) {
      if (known.expiresAt > this.#now()) return known.actor;
      this.#verified.delete(token);
    }
    const claims = await this.#claims(token);
    const actor: Actor = {
      userId: claims.sub,
      sessionId: claims.sid,
      roles: claims.roles,
      locale: claims.locale,
    };
    if (this.#verified.size >= CACHE_SIZE) {
      this.#verified.delete(this.#verified.keys().next().value!);
    }
    this.#verified.set(token, { actor, expiresAt: claims.exp * 1_000 });
    return actor;
  }

  async #claims(token: string): Promise<AccessClaims> {
    if (token.length > 4_096) throw platformErrors.unauthenticated();
    try {
      const { payload } = await jwtVerify(token, (header) => this.#key(header.kid), {
        algorithms: ['RS256'],
        issuer: AccessClaims.shape.iss.value,
        audience: AccessClaims.shape.aud.value,
        typ: 'at+jwt',
        clockTolerance: CLOCK_LEEWAY_S,
        currentDate: new Date(this.#now()),
      });
      return AccessClaims.parse(payload);
    } catch (cause) {
      if (cause instanceof KeysUnavailable) throw platformErrors.unavailable({ cause });
      throw platformErrors.unauthenticated({ cause });
    }
  }

  async #key(kid: string | undefined): Promise<VerifyKey> {
    if (!kid) throw new Error('token without a key id');
    const key = this.#keys.get(kid);
    if (key) return key;
    await this.#refresh();
    const fresh = this.#keys.get(kid);
    if (!fresh) throw new Error('token signed by an unknown key');
    return fresh;
  }

  /** Unknown key ids cost at most one fetch per cool-down, so they cannot hammer the issuer. */
  async #refresh(): Promise<void> {
    if (this.#keys.size > 0 && this.#now() - this.#fetchedAt < KEY_REFRESH_COOLDOWN_MS) return;
    this.#fetching ??= this.#load().finally(() => (this.#fetching = undefined));
    await this.#fetching;
  }

  async #load(): Promise<void> {
    try {
      const { keys } = await this.#fetchKeys();
      this.#keys.clear();
      for (const jwk of keys) {
        this.#keys.set(jwk.kid, await importJWK(jwk, 'RS256'));
      }
      this.#fetchedAt = this.#now();
    } catch (cause) {
      throw new KeysUnavailable(`${identityRpc.jwks.subject} did not answer`, { cause });
    }
  }
}

class KeysUnavailable extends Error {}
