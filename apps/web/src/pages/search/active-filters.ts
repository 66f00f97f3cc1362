import { CURRENCY_EXPONENTS, formatMoney, type Locale } from '@edu/contract-kit';
import { languageName, type TextsOf } from '@edu/ui';
import { DEFAULT_RADIUS_KM, RADII_KM, type SearchQuery } from './search-query.ts';

/** A change that somebody may want, in words. */
export interface Change {
  readonly label: string;
  readonly change: Partial<SearchQuery>;
}

/** The filters in force, each with what takes it away. */
export function activeFilters(query: SearchQuery, locale: Locale, t: TextsOf): Change[] {
  const { mode, verified, booking, level, lang, minRate, maxRate, currency } = query;
  const { radiusKm, sort } = query;
  const money = (amount: number) =>
    formatMoney({ amount: amount * 10 ** CURRENCY_EXPONENTS[currency], currency }, locale);
  const located = query.kind === 'tutor' && query.at !== undefined;
  const active: (Change | false | undefined)[] = [
    mode && { label: t(`search.mode.${mode}`), change: { mode: undefined } },
    verified && { label: t(`verification.badge.${verified}`), change: { verified: undefined } },
    booking && { label: t(`search.booking.${booking}`), change: { booking: undefined } },
    level && { label: t(`levels.${level}`), change: { level: undefined } },
    lang !== undefined && { label: languageName(lang, locale), change: { lang: undefined } },
    minRate !== undefined && {
      label: t('search.priceFrom', { price: money(minRate) }),
      change: { minRate: undefined },
    },
    maxRate !== undefined && {
      label: t('search.priceUpTo', { price: money(maxRate) }),
      change: { maxRate: undefined },
    },
    located &&
      radiusKm !== DEFAULT_RADIUS_KM && {
        label: t('search.radiusKm', { km: radiusKm }),
        change: { radiusKm: DEFAULT_RADIUS_KM },
      },
    sort !== 'best' && { label: t(`search.sort.${sort}`), change: { sort: 'best' } },
  ];
  return active.filter((one) => !!one);
}

/** What may find somebody after all, the smallest step first. */
export function waysOut(query: SearchQuery, t: TextsOf): Change[] {
  const { kind, what, place, at, mode, verified, booking, level, lang } = query;
  const { minRate, maxRate, radiusKm } = query;
  const wider = at && kind === 'tutor' ? RADII_KM.filter((km) => km > radiusKm).slice(0, 2) : [];
  const priced = minRate !== undefined || maxRate !== undefined || query.sort === 'price';
  const ways: (Change | false | undefined)[] = [
    ...wider.map((km) => ({ label: t('search.none.radius', { km }), change: { radiusKm: km } })),
    mode && { label: t('search.none.mode', { mode }), change: { mode: undefined } },
    verified && { label: t('search.none.verified'), change: { verified: undefined } },
    booking && { label: t('search.none.booking'), change: { booking: undefined } },
    level && { label: t('search.none.level'), change: { level: undefined } },
    lang !== undefined && { label: t('search.none.lang'), change: { lang: undefined } },
    priced && {
      label: t('search.none.price'),
      change: { minRate: undefined, maxRate: undefined, sort: 'best' },
    },
    kind === 'tutor' &&
      (place !== '' || at !== undefined) && {
        label: t('search.none.place'),
        change: { place: '', at: undefined },
      },
    ...(['tutor', 'coach', 'mentor'] as const)
      .filter((other) => other !== kind)
      .map((other) => ({ label: t('search.none.kind', { kind: other }), change: { kind: other } })),
    what !== '' && { label: t('search.none.what'), change: { what: '' } },
  ];
  return ways.filter((one) => !!one);
}
