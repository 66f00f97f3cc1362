import { identityRpc, type Jwk } from '@edu/contract-kit';
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';

const REFRESH_COOLDOWN_MS = 10_000;

export type FetchKeys = () => Promise<{ keys: Jwk[] }>;

/** The issuer does not answer, so nobody can say whether a token is good. */
export class KeysUnavailable extends Error {}

/**
 * The issuer's public keys. One that is not known is fetched, at most once per cool-down, so that
 * made-up key ids cannot hammer the issuer.
 */
export class KeySet {
  readonly #fetchKeys: FetchKeys;
  readonly #now: () => number;
  #find: JWTVerifyGetKey | undefined;
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<JWTVerifyGetKey> | undefined;

  constructor(fetchKeys: FetchKeys, now: () => number) {
    this.#fetchKeys = fetchKeys;
    this.#now = now;
  }

  readonly key: JWTVerifyGetKey = async (header, token) => {
    if (!header.kid) throw new errors.JWKSNoMatchingKey();
    try {
      if (this.#find) return await this.#find(header, token);
    } catch (error) {
      const isKnown = !(error instanceof errors.JWKSNoMatchingKey);
      if (isKnown || this.#now() - this.#fetchedAt < REFRESH_COOLDOWN_MS) throw error;
    }
    this.#fetching ??= this.#fetch().finally(() => (this.#fetching = undefined));
    return (await this.#fetching)(header, token);
  };

  async #fetch(): Promise<JWTVerifyGetKey> {
    try {
      const keySet = await this.#fetchKeys();
      this.#find = createLocalJWKSet(keySet);
      // An issuer without keys has just started, and will have some in a moment.
      if (keySet.keys.length > 0) this.#fetchedAt = this.#now();
      return this.#find;
    } catch (cause) {
      throw new KeysUnavailable(`${identityRpc.jwks.subject} did not answer`, { cause });
    }
  }
}
