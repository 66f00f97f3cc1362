const YEAR_S = 31_536_000;

/** Addresses that name no language lead to this one from now on. */
export function setLanguage(locale: string): void {
  document.cookie = `lang=${locale}; path=/; max-age=${YEAR_S}; samesite=lax`;
}

/** Keeps the language that somebody chooses by a link. */
export function rememberLanguage(): void {
  addEventListener('click', ({ target }) => {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>('a[hreflang]');
    if (link) setLanguage(link.hreflang);
  });
}
