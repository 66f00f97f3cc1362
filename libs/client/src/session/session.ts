/** What a request carries that says who asks. */
export interface Credentials {
  readonly headers: Readonly<Record<string, string>>;
  /** Another one after each refresh; empty while nobody is signed in. */
  readonly mark: string;
}

/** What `/auth/refresh` answers to a program; a browser's tokens travel in cookies. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** Asks `/auth/refresh`, again where no answer comes. @throws ApiError when it is refused */
export type Exchange = (body: { refreshToken?: string }) => Promise<unknown>;

/** Somebody who is signed in, or nobody. Made by `cookieSession` or `tokenSession`. */
export interface Session {
  credentials(): Promise<Credentials> | Credentials;
  /**
   * Renews the credentials with this mark, unless somebody else has by now.
   *
   * @returns false when there is nothing to renew
   * @throws ApiError when it is refused
   */
  renew(mark: string, exchange: Exchange): Promise<boolean>;
  /** Somebody signed in (the answer may contain tokens) or, with null, out. */
  changed(answer: unknown): Promise<void> | void;
  /** They proved again that it is them: the answer may contain an access token, which takes the place of the one before. */
  proved(answer: unknown): Promise<void> | void;
}

/** Runs `work` when nobody else does, in any tab where there are Web Locks. */
export function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  const { navigator } = globalThis as {
    navigator?: { locks?: { request(name: string, work: () => Promise<T>): Promise<T> } };
  };
  return navigator?.locks ? navigator.locks.request(name, work) : work();
}

export function isTokenPair(answer: unknown): answer is TokenPair {
  const pair = answer as Partial<TokenPair> | null | undefined;
  return typeof pair?.accessToken === 'string' && typeof pair.refreshToken === 'string';
}
