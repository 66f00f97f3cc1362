import type { ApiError } from '@edu/client';
import { isOurPath } from './our-path.ts';

const ENTRANCE = /^\/(fr|en)\/sign-(in|up)(?![\w-])/;

/** Where to go on after signing in: a path of ours, or nothing. */
export function nextPath(search: string): string | undefined {
  const next = new URLSearchParams(search).get('next');
  return next && isOurPath(next) && !ENTRANCE.test(next) ? next : undefined;
}

/** Why a session ended; nothing where there was none. */
function endedBy(reason: ApiError): string {
  if (reason.is('platform.unauthenticated')) return '';
  return reason.is('auth.suspended') ? 'ended=suspended&' : 'ended=1&';
}

/** To the page for signing in, and back here after it. */
export function signInAgain(reason: ApiError): void {
  const { pathname, search } = location;
  if (ENTRANCE.test(pathname)) return;
  const locale = document.documentElement.lang;
  const next = encodeURIComponent(pathname + search);
  location.assign(`/${locale}/sign-in?${endedBy(reason)}next=${next}`);
}
