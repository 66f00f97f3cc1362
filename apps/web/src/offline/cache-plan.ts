/**
 * Pages that hold no price and no free time, only what surrounds a member's own data: they may be
 * shown again without a network. Nothing stale is ever sold.
 */
const KEPT = /^\/(fr|en)\/(lessons(\/series)?(\/[^/]+)?|inbox|teaching\/lessons|help|offline)$/;

export const isKept = (pathname: string): boolean => KEPT.test(pathname);

/** Stands for the id of a lesson, or of a series, in pages that are kept for any of them. */
export const ANY_ID = '00000000-0000-0000-0000-000000000000';
const LIST = /^\/(fr|en)\/(teaching\/)?lessons$/;
const LESSON = /^(\/(?:fr|en)\/lessons(?:\/series)?\/)([0-9a-f-]{36})$/;

/** What a list of lessons leads to: its pages are the same for all of them but for the id. */
export function pagesBehind(pathname: string): string[] {
  const locale = LIST.exec(pathname)?.[1];
  return locale ? ['lessons', 'lessons/series'].map((of) => `/${locale}/${of}/${ANY_ID}`) : [];
}

/** The page that stands for one of them, and the id that belongs there. */
export function shellOf(pathname: string): { path: string; id: string } | undefined {
  const [, of, id] = LESSON.exec(pathname) ?? [];
  return of && id ? { path: of + ANY_ID, id } : undefined;
}

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
