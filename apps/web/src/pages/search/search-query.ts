import type { GeoPoint } from '@edu/client';
import { searchPlaces, searchSuggest } from '@edu/client/fields';
import {
  Currency,
  LanguageCode,
  LevelName,
  KycCheckName,
  LessonMode,
  PROVIDER_ROLES,
  ProviderRole,
  type KycCheck,
  type Level,
} from '@edu/contract-kit';
import { z } from 'zod';

/** How far around a place the screen offers to look, kilometres. */
export const RADII_KM = [5, 10, 25, 50, 100, 200] as const;
export const DEFAULT_RADIUS_KM = 10;
/** What prices are compared in where nobody says. */
export const DEFAULT_CURRENCY: Currency = 'XOF';

export const SORTS = ['best', 'distance', 'price'] as const;
export type Sort = (typeof SORTS)[number];

/** What somebody looks for. */
export interface SearchQuery {
  readonly kind: ProviderRole;
  /** A subject, or any words; empty for whatever there is. */
  readonly what: string;
  /** A place by its name; empty for everywhere. */
  readonly place: string;
  /** A place by its coordinates: where the reader is, or what `place` means. */
  readonly at: GeoPoint | undefined;
  readonly radiusKm: number;
  readonly mode: LessonMode | undefined;
  /** Only who has had this checked. */
  readonly verified: KycCheck | undefined;
  /** Only whom one books at once, without asking first. */
  readonly booking: 'instant' | undefined;
  /** At which a tutor teaches the subject, or any. */
  readonly level: Level | undefined;
  /** ISO 639. */
  readonly lang: string | undefined;
  /** Prices of an hour as people write them: francs, euros. */
  readonly minRate: number | undefined;
  readonly maxRate: number | undefined;
  readonly currency: Currency;
  readonly sort: Sort;
  readonly cursor: string | undefined;
}

/** Parameters of the search page's address, by what the page calls them. */
const FIELDS = {
  kind: ProviderRole,
  what: z.string().max(200),
  place: z.string().max(200),
  lat: z.coerce.number().min(-90).max(90),
  lng: z.coerce.number().min(-180).max(180),
  radius: z.coerce.number().min(0.5).max(200),
  mode: LessonMode,
  verified: KycCheckName,
  booking: z.literal('instant'),
  level: LevelName,
  lang: LanguageCode,
  minRate: z.coerce.number().min(0).max(1_000_000),
  maxRate: z.coerce.number().min(0).max(1_000_000),
  currency: Currency,
  sort: z.enum(SORTS),
  cursor: z
    .string()
    .max(512)
    .regex(/^[\w-]+$/),
};
export type SearchField = keyof typeof FIELDS;

/**
 * Reads an address that anybody may have written: what makes no sense is as if it were not there.
 *
 * @returns `ignored` names the parameters that were given and make no sense
 */
export function readSearchQuery(params: Readonly<Record<string, string>>): {
  query: SearchQuery;
  ignored: SearchField[];
} {
  const ignored: SearchField[] = [];
  const read = <F extends SearchField>(field: F): z.infer<(typeof FIELDS)[F]> | undefined => {
    if (params[field] === undefined) return undefined;
    const { success, data } = FIELDS[field].safeParse(params[field].trim());
    if (success) return data as z.infer<(typeof FIELDS)[F]>;
    ignored.push(field);
    return undefined;
  };
  const kind = read('kind') ?? PROVIDER_ROLES[0];
  const [lat, lng] = [read('lat'), read('lng')];
  const place = cleaned(read('place'), searchPlaces['/q'].maxLength);
  const at = lat !== undefined && lng !== undefined ? { lat, lng } : undefined;
  const [minRate, maxRate] = inOrder(read('minRate'), read('maxRate'));
  const sort = read('sort') ?? 'best';
  const query = {
    kind,
    what: cleaned(read('what'), searchSuggest['/q'].maxLength),
    place,
    at,
    radiusKm: read('radius') ?? DEFAULT_RADIUS_KM,
    mode: read('mode'),
    verified: read('verified'),
    booking: read('booking'),
    level: kind === 'tutor' ? read('level') : undefined,
    lang: read('lang'),
    minRate,
    maxRate,
    currency: read('currency') ?? DEFAULT_CURRENCY,
    sort: sort === 'distance' && !place && !at ? 'best' : sort,
    cursor: read('cursor'),
  } as const;
  return { query, ignored };
}

/** One line without what cannot be seen, as long as the API takes it. */
function cleaned(text = '', max: number): string {
  const visible = text.normalize('NFC').replace(/[\p{C}\p{Zl}\p{Zp}\u{2800}\s]+/gu, ' ');
  return [...visible.trim()].slice(0, max).join('').trim();
}

function inOrder(min: number | undefined, max: number | undefined) {
  return min !== undefined && max !== undefined && min > max ? [max, min] : [min, max];
}
