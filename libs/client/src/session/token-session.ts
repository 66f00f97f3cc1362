import { alone, isTokenPair, type Session, type TokenPair } from './session.ts';

export interface TokenStore {
  /** Nothing while nobody is signed in. Called before each request: keep it fast. */
  load(): TokenPair | null | undefined | Promise<TokenPair | null | undefined>;
  /** Null once the session is over. */
  save(tokens: TokenPair | null): void | Promise<void>;
}

export interface MemoryTokens extends TokenStore {
  load(): TokenPair | null;
  save(tokens: TokenPair | null): void;
}

/**
 * For programs and apps: tokens that the caller keeps, in memory, a file or a keychain. Signing in and
 * out through the client changes them.
 */
export function tokenSession({ load, save }: TokenStore): Session {
  const keep = ({ accessToken, refreshToken }: TokenPair) => save({ accessToken, refreshToken });
  return {
    async credentials() {
      const mark = (await load())?.accessToken ?? '';
      return { mark, headers: mark ? { authorization: `Bearer ${mark}` } : {} };
    },
    // Whoever has the same token waits for the same lock.
    renew: (mark, exchange) =>
      alone(`edu-session ${mark.slice(-16)}`, async () => {
        const tokens = await load();
        if (!tokens) return false;
        if (tokens.accessToken !== mark) return true;
        const answer = await exchange({ refreshToken: tokens.refreshToken });
        if (isTokenPair(answer)) await keep(answer);
        return true;
      }),
    changed: async (answer) => {
      if (isTokenPair(answer)) await keep(answer);
      else if (answer === null) await save(null);
    },
    proved: async (answer) => {
      const { accessToken } = answer as Partial<TokenPair>;
      const tokens = await load();
      if (tokens && accessToken) await save({ accessToken, refreshToken: tokens.refreshToken });
    },
  };
}

/** Tokens that live as long as the program. */
export function memoryTokens(tokens: TokenPair | null = null): MemoryTokens {
  return {
    load: () => tokens,
    save: (next) => {
      tokens = next;
    },
  };
}
