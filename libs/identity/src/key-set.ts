import { createPublicKey, type KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityRpc, type Jwk } from '@edu/contract-kit';

const COOLDOWN_MS = 1_000;
/** As old as answers of the issuer's route may become on their way. */
const REFRESH_AFTER_MS = 5 * 60_000;

export type FetchKeys = () => Promise<{ keys: Jwk[] }>;

/** By the `kid` that tokens name. */
type PublicKeys = ReadonlyMap<string, KeyObject>;

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
  #known: PublicKeys | undefined;
  #fetchedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<PublicKeys> | undefined;

  constructor(fetchKeys: FetchKeys, now: () => number) {
    this.#fetchKeys = fetchKeys;
    this.#now = now;
  }

  /** @throws KeysUnavailable; undefined for a key that the issuer does not have */
  readonly keyOf = async (keyId: string): Promise<KeyObject | undefined> => {
    const age = this.#now() - this.#fetchedAt;
    // Whoever asks now does not wait for it: an issuer that does not answer would hold everybody up.
    if (this.#known && age > REFRESH_AFTER_MS) void this.#refresh().catch(() => undefined);
    return this.#known?.get(keyId) ?? (await this.#refresh(COOLDOWN_MS - age)).get(keyId);
  };

  /** One for all who ask. */
  #refresh(inMs = 0): Promise<PublicKeys> {
    const work = async () => {
      if (inMs > 0) await sleep(inMs);
      return this.#fetch();
    };
    return (this.#fetching ??= work().finally(() => (this.#fetching = undefined)));
  }

  async #fetch(): Promise<PublicKeys> {
    try {
      const { keys } = await this.#fetchKeys();
      this.#known = new Map(
        keys.map((key) => [key.kid, createPublicKey({ key, format: 'jwk' })] as const),
      );
      // An issuer without keys has just started, and will have some in a moment.
      if (keys.length > 0) this.#fetchedAt = this.#now();
      return this.#known;
    } catch (cause) {
      throw new KeysUnavailable(`${identityRpc.jwks.subject} did not answer`, { cause });
    }
  }
}
