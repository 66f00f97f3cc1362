/**
 * Pages that hold no price and no free time, only what surrounds a member's own data: they may be
 * shown again without a network. Nothing stale is ever sold.
 */
const KEPT = /^\/(fr|en)\/(lessons(\/[^/]+)?|inbox|teaching\/lessons|help|offline)$/;

export const isKept = (pathname: string): boolean => KEPT.test(pathname);

/** What the service worker does with a request; nothing for all that is the API's. */
export function cachePlan(
  method: string,
  { origin, pathname }: URL,
  ownOrigin: string,
  mode: string,
): 'asset' | 'page' | undefined {
  if (method !== 'GET' || origin !== ownOrigin) return undefined;
  if (pathname.startsWith('/assets/')) return 'asset';
  if (mode === 'navigate' && /^\/(fr|en)(\/|$)/.test(pathname)) return 'page';
  return undefined;
}
