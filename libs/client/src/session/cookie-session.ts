import { alone, type Session } from './session.ts';

const HEADERS = { 'x-session': 'cookie' };
/** Set beside the cookies that scripts cannot read, with another value each time. It grants nothing. */
const SIGNED_IN = /(?:^|;\s*)signed_in=([^;]+)/;
/** In the local storage: changes when this tab changes the cookies, so that the other tabs notice. */
const NEWS = 'edu.session';

/**
 * For browsers: the gateway keeps the tokens in cookies that no script can read. Whether another tab has
 * refreshed them is read from a cookie as well: the storage of another process may lag behind them.
 */
export function cookieSession(): Session {
  let unseen = 0;
  // Where no script can read cookies each tab refreshes for itself, one after the other.
  const mark = () => signedIn() ?? `${unseen}`;
  const change = () => {
    unseen++;
    attempt(() => localStorage.setItem(NEWS, Math.random().toString(36)));
  };
  return {
    credentials: () => ({ headers: HEADERS, mark: mark() }),
    renew: (stale, exchange) =>
      alone('edu-session', async () => {
        if (mark() === '') return false;
        if (mark() !== stale) return true;
        await exchange({});
        change();
        return true;
      }),
    changed: change,
    proved: change,
  };
}

/** Another text after each refresh, empty when nobody is signed in; undefined where it cannot be read. */
function signedIn(): string | undefined {
  const { document } = globalThis as { document?: { cookie: string } };
  return attempt(() => document && (SIGNED_IN.exec(document.cookie)?.[1] ?? ''));
}

/** What browsers refuse by throwing, as in private windows, is not there. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
