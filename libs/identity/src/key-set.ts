import { createPublicKey, type KeyObject } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityRpc, type Jwk } from '@edu/contract-kit';
import { LRUCache } from 'lru-cache';

const COOLDOWN_MS = 200;
/** Key ids that the issuer did not have; whoever makes up more of them pushes out the oldest. */
const REFUSED = 1_000;
/** As old as answers of the issuer's route may become on their way. */
const REFRESH_AFTER_MS = 5 * 60_000;

export type FetchKeys = () => Promise<{ keys: Jwk[] }>;

/** By the `kid` that tokens name. */
type PublicKeys = ReadonlyMap<string, KeyObject>;

/** The issuer does not answer, so nobody can say whether a token is good. */
export class KeysUnavailable extends Error {}

/**
 * The issuer's public keys. One that is not known is fetched, at most once per cool-down, so that
 * made-up key ids cannot hammer the issuer. Whoever shows one for the first time waits until it is over, for
 * it may be a key that signs since a moment ago; shown again, it is refused at once, while the keys are
 * fetched behind its back. Those that are published no more are forgotten in time.
 */
export class KeySet {
  readonly #fetchKeys: FetchKeys;
  readonly #now: () => number;
  readonly #refused = new LRUCache<string, true>({ max: REFUSED });
  #known: PublicKeys | undefined;
  #fetchedAt = Number.NEGATIVE_INFINITY;
  /** Also when nothing came of it: an issuer that is down is not hammered either. */
  #askedAt = Number.NEGATIVE_INFINITY;
  #fetching: Promise<PublicKeys> | undefined;

  constructor(fetchKeys: FetchKeys, now: () => number) {
    this.#fetchKeys = fetchKeys;
    this.#now = now;
  }

  /** @throws KeysUnavailable; undefined for a key that the issuer does not have */
  readonly keyOf = async (keyId: string): Promise<KeyObject | undefined> => {
    const key = this.#known?.get(keyId);
    const wasRefused = !key && this.#refused.has(keyId);
    // A clock that was put back makes nobody wait until then.
    const since = Math.max(0, this.#now() - this.#askedAt);
    if (!key && !wasRefused) return this.#ask(keyId, COOLDOWN_MS - since);
    // Whoever asks now does not wait for it: an issuer that does not answer would hold everybody up.
    const isDue = !key || this.#now() - this.#fetchedAt > REFRESH_AFTER_MS;
    if (isDue && since > COOLDOWN_MS) void this.#refresh().catch(() => undefined);
    return key;
  };

  async #ask(keyId: string, inMs: number): Promise<KeyObject | undefined> {
    const keys = await this.#refresh(inMs);
    const key = keys.get(keyId);
    if (!key && keys.size > 0) this.#refused.set(keyId, true);
    return key;
  }

  /** One for all who ask. */
  #refresh(inMs = 0): Promise<PublicKeys> {
    const work = async () => {
      if (inMs > 0) await sleep(inMs);
      return this.#fetch();
    };
    return (this.#fetching ??= work().finally(() => (this.#fetching = undefined)));
  }

  async #fetch(): Promise<PublicKeys> {
    this.#askedAt = this.#now();
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
