import type { Actor } from '@edu/contract-kit';

/**
 * Users and sessions whose access tokens must not be honoured although they have not expired.
 * Stored until such a token has expired.
 */
export class Revocations {
  readonly #until = new Map<string, number>();
  readonly #tokenLifeMs: number;
  readonly #now: () => number;
  readonly #listeners: ((id: string) => void)[] = [];

  constructor(tokenLifeMs: number, now: () => number = Date.now) {
    this.#tokenLifeMs = tokenLifeMs;
    this.#now = now;
  }

  /** @param id of a user or of a session */
  add(id: string, at: Date): void {
    const now = this.#now();
    // Not beyond a token that is issued now: a date far ahead would be kept for ever.
    const until = Math.min(at.getTime(), now) + this.#tokenLifeMs;
    this.#until.delete(id);
    this.#until.set(id, until);
    for (const [known, end] of this.#until) {
      if (end > now) break; // in the order of insertion, which is the order of time
      this.#until.delete(known);
    }
    if (until > now) for (const listener of this.#listeners) listener(id);
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
    if (this.#until.size === 0) return false;
    return this.#until.has(actor.sessionId) || this.#until.has(actor.userId);
  }
}
