import { setTimeout as sleep } from 'node:timers/promises';
import { identityRpc, type Jwk } from '@edu/contract-kit';
import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose';

const COOLDOWN_MS = 1_000;
/** As old as answers of the issuer's route may become on their way. */
const REFRESH_AFTER_MS = 5 * 60_000;

export type FetchKeys = () => Promise<{ keys: Jwk[] }>;

/** The issuer does not answer, so nobody can say whether a token is good. */
export class KeysUnavailable extends Error {}

/**
 * The issuer's public keys. One that is not known is fetched, at most once per cool-down, so that
 * made-up key ids cannot hammer the issuer. Whoever shows one meanwhile waits until it is over, for it may
 * be a key that signs since a moment ago. Those that are published no more are forgotten in time.
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
    const age = this.#now() - this.#fetchedAt;
    // Whoever asks now does not wait for it: an issuer that does not answer would hold everybody up.
    if (this.#find && age > REFRESH_AFTER_MS) void this.#refresh().catch(() => undefined);
    try {
      if (this.#find) return await this.#find(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    }
    return (await this.#refresh(COOLDOWN_MS - age))(header, token);
  };

  /** One for all who ask. */
  #refresh(inMs = 0): Promise<JWTVerifyGetKey> {
    const work = async () => {
      if (inMs > 0) await sleep(inMs);
      return this.#fetch();
    };
    return (this.#fetching ??= work().finally(() => (this.#fetching = undefined)));
  }

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
