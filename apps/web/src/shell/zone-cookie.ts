const YEAR_S = 31_536_000;

/**
 * Lets the server write times in the zone of this device. A page that was written for another zone is
 * loaded again, once.
 */
export function rememberZone(): void {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const wanted = `tz=${timeZone}`;
  if (document.cookie.split('; ').includes(wanted)) return;
  document.cookie = `${wanted}; path=/; max-age=${YEAR_S}; samesite=lax`;
  const stuck = document.cookie.split('; ').includes(wanted);
  // Where cookies are blocked, the page says whose zone it shows.
  if (stuck && document.querySelector('[data-zoned]')) location.reload();
}
