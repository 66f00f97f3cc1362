/** A question to an issuer whose answer this tab waits for. */
export interface KeptAttempt {
  readonly attempt: string;
  readonly to: 'sign-in' | 'link';
  /** Of the page that began: where to go on afterwards. */
  readonly search: string;
}

const KEY = 'issuer-attempt';

/** Goes to the issuer, which sends the browser back. @throws where the browser keeps nothing for pages */
export function goToIssuer(url: string, kept: KeptAttempt): void {
  sessionStorage.setItem(KEY, JSON.stringify(kept));
  location.assign(url);
}

/** What this tab began, once; undefined where it began nothing, or keeps nothing. */
export function takeAttempt(): KeptAttempt | undefined {
  try {
    const kept = sessionStorage.getItem(KEY);
    sessionStorage.removeItem(KEY);
    return kept === null ? undefined : (JSON.parse(kept) as KeptAttempt);
  } catch {
    return undefined;
  }
}
