const TOKEN = /^#([\w-]{43})$/;
const KEY = 'edu.payLink';
/** Longer than anybody is at a payment service. */
const KEPT_MS = 2 * 3_600_000;

interface Kept {
  readonly token: string;
  readonly at: number;
}

/**
 * The token of the link that was opened. Payment services, and the switch of the language, lead back
 * without it, and an app may do so in another tab: this browser keeps the last one for a while.
 *
 * @param hash of the address
 */
export function tokenOf(hash: string): string | undefined {
  const [, token] = TOKEN.exec(hash) ?? [];
  if (!token) return keptToken();
  tryTo(() => localStorage.setItem(KEY, JSON.stringify({ token, at: Date.now() } satisfies Kept)));
  return token;
}

/** It leads nowhere. */
export function forgetToken(): void {
  tryTo(() => localStorage.removeItem(KEY));
}

function keptToken(): string | undefined {
  const kept = tryTo(() => JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null);
  if (!kept) return undefined;
  const age = Date.now() - kept.at;
  return age >= 0 && age < KEPT_MS ? kept.token : undefined;
}

/** Where storage is blocked there is none. */
function tryTo<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
