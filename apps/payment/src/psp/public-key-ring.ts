import { createPublicKey, type KeyObject } from 'node:crypto';

export interface PublishedKey {
  readonly id: string;
  /** PEM, or the base64 of its SPKI. */
  readonly key: string;
}

/** A key that is no longer published is believed no longer than this. */
const KEEP_MS = 3_600_000;

/**
 * The keys that a psp publishes, fetched when one is named that is not known, at most once in `everyMs`:
 * anybody can name a key.
 */
export class PublicKeyRing {
  readonly #fetchKeys: () => Promise<readonly PublishedKey[]>;
  readonly #everyMs: number;
  #keys: ReadonlyMap<string, KeyObject> = new Map();
  #keptAt = -Infinity;
  #triedAt = -Infinity;
  #fetching: Promise<void> | undefined;

  constructor(fetchKeys: () => Promise<readonly PublishedKey[]>, everyMs: number) {
    this.#fetchKeys = fetchKeys;
    this.#everyMs = everyMs;
  }

  /** @returns undefined when no such key is published, or none can be had now */
  async find(id: string, now: Date): Promise<KeyObject | undefined> {
    if (!this.#known(id, now)) await this.#fetch(now);
    return this.#known(id, now);
  }

  #known(id: string, now: Date): KeyObject | undefined {
    return now.getTime() - this.#keptAt < KEEP_MS ? this.#keys.get(id) : undefined;
  }

  async #fetch(now: Date): Promise<void> {
    if (!this.#fetching && now.getTime() - this.#triedAt < this.#everyMs) return;
    this.#triedAt = now.getTime();
    this.#fetching ??= this.#replace(now).finally(() => {
      this.#fetching = undefined;
    });
    await this.#fetching;
  }

  async #replace(now: Date): Promise<void> {
    const published = await this.#fetchKeys().catch(() => undefined);
    if (!published) return; // those that we have may still be right
    this.#keys = new Map(
      published.flatMap(({ id, key }) => {
        const object = keyOf(key);
        return object ? [[id, object] as const] : [];
      }),
    );
    this.#keptAt = now.getTime();
  }
}

function keyOf(text: string): KeyObject | undefined {
  try {
    return text.includes('-----BEGIN')
      ? createPublicKey(text)
      : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}
