import { alphanumericId } from './ids.ts';
import type { ObjectStore } from './object-store.ts';

export interface Token {
  /** Whatever it is good for. */
  readonly of: string;
  readonly expiresAt: number;
}

/** As many as are kept. */
const CAPACITY = 50;

/** Access tokens that a provider lends. */
export class Tokens {
  readonly #store: ObjectStore<{ token: Token }>;

  constructor(store: ObjectStore<{ token: Token }>) {
    this.#store = store;
  }

  /** @returns a new one; in the caller's transaction */
  lend(of: string, seconds: number): string {
    const token = alphanumericId('', 64);
    this.#store.put('token', token, { of, expiresAt: Date.now() + seconds * 1_000 });
    this.#store.trim('token', CAPACITY);
    return token;
  }

  /** @param authorization the header of a request */
  isGood(of: string, authorization: string | undefined): boolean {
    const bearer = /^Bearer (\w+)$/.exec(authorization ?? '')?.[1];
    const token = bearer ? this.#store.find('token', bearer) : null;
    return token?.of === of && token.expiresAt > Date.now();
  }
}
