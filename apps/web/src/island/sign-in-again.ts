/** Where to go on after signing in: a path of ours, or nothing. */
export function nextPath(search: string): string | undefined {
  const next = new URLSearchParams(search).get('next');
  // `//host` and `/\host` are addresses of other sites.
  return next && /^\/(fr|en)(\/[^/\\]|\?|$)/.test(next) ? next : undefined;
}

/** To the page for signing in, and back here after it. */
export function signInAgain(): void {
  const { pathname, search } = location;
  const locale = document.documentElement.lang;
  const next = encodeURIComponent(pathname + search);
  location.assign(`/${locale}/sign-in?ended=1&next=${next}`);
}
