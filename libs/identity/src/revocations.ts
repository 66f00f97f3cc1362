import { ACCESS_TOKEN_LIFE_S, type Actor } from '@edu/contract-kit';

const CLOCK_LEEWAY_MS = 60_000;
/** For so long somebody may show a token that was made before its session ended. */
const TOKEN_LIFE_MS = ACCESS_TOKEN_LIFE_S * 1_000 + CLOCK_LEEWAY_MS;

/**
 * Users and sessions whose access tokens must not be honoured although they have not expired, stored
 * until such a token has expired; and signing keys, for good: whoever stole one writes any end into it.
 */
export class Revocations {
  readonly #until = new Map<string, number>();
  readonly #keys = new Set<string>();
  readonly #now: () => number;
  readonly #listeners: ((id: string) => void)[] = [];

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** From when on events have to be read by whoever starts now. */
  get since(): Date {
    return new Date(this.#now() - TOKEN_LIFE_MS);
  }

  /** @param id of a user or of a session */
  add(id: string, at: Date): void {
    const now = this.#now();
    // Not beyond a token that is issued now: a date far ahead would be kept for ever.
    const until = Math.min(at.getTime(), now) + TOKEN_LIFE_MS;
    if (until <= now) return;
    this.#until.delete(id);
    this.#until.set(id, until);
    for (const [known, end] of this.#until) {
      if (end > now) break; // in the order of insertion, which is the order of time
      this.#until.delete(known);
    }
    for (const listener of this.#listeners) listener(id);
  }

  addKey(keyId: string): void {
    this.#keys.add(keyId);
    for (const listener of this.#listeners) listener(keyId);
  }

  /** @param id of a user who may come in again */
  remove(id: string): void {
    this.#until.delete(id);
  }

  /** For what was opened with a token and must end with it. */
  onAdd(listener: (id: string) => void): void {
    this.#listeners.push(listener);
  }

  has(actor: Actor): boolean {
    if (actor.keyId !== undefined && this.#keys.has(actor.keyId)) return true;
    if (this.#until.size === 0) return false;
    return this.#until.has(actor.sessionId) || this.#until.has(actor.userId);
  }
}
