/** Whether somebody seems to be signed in; only the API knows. */
export const isSignedIn = (): boolean => document.cookie.split('; ').includes('signed_in=1');

/** The page for signing in, and back here after it. */
export function signInPath(locale: string): string {
  return `/${locale}/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
}
