import { alone, type Session } from './session.ts';

const HEADERS = { 'x-session': 'cookie' };
/** Set beside the cookies that scripts cannot read, and as long as they last. It grants nothing. */
const SIGNED_IN = /(?:^|;\s*)signed_in=1/;
/** In the local storage: changes when the cookies do, so that tabs see what other tabs did. */
const MARK = 'edu.session';

/** For browsers: the gateway keeps the tokens in cookies that no script can read. */
export function cookieSession(): Session {
  // Where storage is blocked each tab refreshes for itself, one after the other.
  let own = '0';
  const mark = () => attempt(() => localStorage.getItem(MARK)) ?? own;
  const change = () => {
    own = newMark();
    attempt(() => localStorage.setItem(MARK, own));
  };
  return {
    credentials: () => ({ headers: HEADERS, mark: mark() }),
    renew: (stale, exchange) =>
      alone('edu-session', async () => {
        if (!isSignedIn()) return false;
        if (mark() !== stale) return true;
        await exchange({});
        change();
        return true;
      }),
    changed: change,
    proved: change,
  };
}

function isSignedIn(): boolean {
  const { document } = globalThis as { document?: { cookie: string } };
  return attempt(() => !document || SIGNED_IN.test(document.cookie)) ?? false;
}

function newMark(): string {
  return `${Date.now().toString(36)}.${Math.random().toString(36).slice(2)}`;
}

/** What browsers refuse by throwing, as in private windows, is not there. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
