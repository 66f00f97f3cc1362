import { LRUCache } from 'lru-cache';

/** A changed name is seen after a minute. */
const KEPT_MS = 60_000;
const MOST = 10_000;
/** How many the owner of the names takes in one call. */
const AT_A_TIME = 100;
/** How long the owner of the names is left alone once it did not answer. */
const PAUSE_MS = 5_000;

/** Names by id; those that nobody knows are missing. */
export type NamesById = ReadonlyMap<string, string>;

/** Asks for the names of ids, each once: 100 at most. */
export type AskForNames = (ids: string[]) => Promise<NamesById>;

/** Names of another service, kept for a short time; without them people see less, and no error. */
export class KnownNames {
  readonly #ask: AskForNames;
  readonly #failed: (error: unknown) => void;
  /** Blank: that nobody has this id is known. */
  readonly #known: LRUCache<string, string>;
  readonly #now: () => number;
  #askAgainAt = -Infinity;

  /** @param now milliseconds of a clock that is never set back */
  constructor(ask: AskForNames, failed: (error: unknown) => void, now = () => performance.now()) {
    this.#ask = ask;
    this.#failed = failed;
    this.#now = now;
    const perf = { now };
    this.#known = new LRUCache({ max: MOST, ttl: KEPT_MS, ttlResolution: 0, perf });
  }

  /** Never throws: what cannot be had is missing. */
  async of(ids: readonly string[]): Promise<NamesById> {
    const found = new Map<string, string>();
    const wanted = new Set<string>();
    for (const id of ids) {
      const name = this.#known.get(id);
      if (name === undefined) wanted.add(id);
      else if (name !== '') found.set(id, name);
    }
    if (wanted.size === 0 || this.#now() < this.#askAgainAt) return found;
    try {
      const parts = Array.from({ length: Math.ceil(wanted.size / AT_A_TIME) }, (_, index) =>
        [...wanted].slice(index * AT_A_TIME, (index + 1) * AT_A_TIME),
      );
      const answers = await Promise.all(parts.map((part) => this.#ask(part)));
      for (const id of wanted) {
        const name = answers.map((names) => names.get(id)).find((one) => one !== undefined);
        this.#known.set(id, name ?? '');
        if (name !== undefined) found.set(id, name);
      }
    } catch (error) {
      this.#askAgainAt = this.#now() + PAUSE_MS;
      this.#failed(error);
    }
    return found;
  }
}
