import { hasCookie } from '../island/has-cookie.ts';

const YEAR_S = 31_536_000;

/**
 * Lets the server write times in the zone of this device. What a page shows that was written for another
 * zone is asked for again, once.
 */
export function rememberZone(): void {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const wanted = `tz=${timeZone}`;
  if (hasCookie(wanted)) return;
  document.cookie = `${wanted}; path=/; max-age=${YEAR_S}; samesite=lax`;
  const zoned = document.querySelector('[data-zoned]');
  // Where cookies are blocked, the page says whose zone it shows.
  if (zoned && hasCookie(wanted)) void writeAgain(zoned);
}

/** In its place, not by loading the page again: the rest has been read already, and costs a second. */
async function writeAgain(zoned: Element): Promise<void> {
  try {
    const page = await (await fetch(location.href)).text();
    const written = new DOMParser()
      .parseFromString(page, 'text/html')
      .querySelector('[data-zoned]');
    if (written) zoned.replaceWith(written);
  } catch {
    // The page goes on saying whose zone it shows.
  }
}
