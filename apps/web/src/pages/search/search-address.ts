import type { Locale } from '@edu/contract-kit';
import { DEFAULT_CURRENCY, DEFAULT_RADIUS_KM, type SearchQuery } from './search-query.ts';

/** Where coordinates end: a degree's hundredth is a kilometre, and tells nobody's house. */
const DECIMALS = 2;

/**
 * The address of the search page for a query; with a change, of its first page. What goes without
 * saying is left out.
 */
export function searchAddress(
  locale: Locale,
  query: SearchQuery,
  change?: Partial<SearchQuery>,
): string {
  const asked = change ? { ...query, cursor: undefined, ...change } : query;
  const { kind, what, place, at, radiusKm, mode, verified, booking, level, lang } = asked;
  const { minRate, maxRate, currency, sort, cursor } = asked;
  const pricesMatter = minRate !== undefined || maxRate !== undefined || sort === 'price';
  const located = place !== '' || at !== undefined;
  const params = {
    kind: kind === 'tutor' ? undefined : kind,
    what,
    place,
    lat: place ? undefined : at?.lat.toFixed(DECIMALS),
    lng: place ? undefined : at?.lng.toFixed(DECIMALS),
    radius: located && radiusKm !== DEFAULT_RADIUS_KM ? radiusKm : undefined,
    mode,
    verified,
    booking,
    level: kind === 'tutor' ? level : undefined,
    lang,
    minRate,
    maxRate,
    currency: pricesMatter && currency !== DEFAULT_CURRENCY ? currency : undefined,
    sort: sort === 'best' ? undefined : sort,
    cursor,
  };
  const said = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return `/${locale}/search${text && `?${text}`}`;
}
