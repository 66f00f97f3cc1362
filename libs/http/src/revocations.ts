import type { Actor } from '@edu/contract-kit';

/**
 * Users and sessions whose access tokens must not be honoured although they have not expired.
 * Remembered for as long as such a token can live.
 */
export class Revocations {
  readonly #until = new Map<string, number>();
  readonly #tokenLifeMs: number;

  constructor(tokenLifeMs: number) {
    this.#tokenLifeMs = tokenLifeMs;
  }

  /** @param id of a user or of a session */
  add(id: string, at: Date): void {
    // Not beyond a token that is issued now: a date far ahead would be kept for ever.
    this.#until.set(id, Math.min(at.getTime(), Date.now()) + this.#tokenLifeMs);
    for (const [known, until] of this.#until) {
      if (until > Date.now()) break; // in the order of insertion, which is the order of time
      this.#until.delete(known);
    }
  }

  has(actor: Actor): boolean {
    if (this.#until.size === 0) return false;
    return this.#until.has(actor.sessionId) || this.#until.has(actor.userId);
  }
}
