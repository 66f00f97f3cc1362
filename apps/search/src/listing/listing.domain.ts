import { platformErrors, type ProviderRole, type RpcInput } from '@edu/contract-kit';
import type { Listing } from '@edu/contracts-profile';
import { searchErrors, type searchRpc } from '@edu/contracts-search';
import { decodeCursor } from '@edu/persistence';
import type { Order } from './listing.sql.ts';

type Tutors = RpcInput<typeof searchRpc.tutors>;

export interface Place {
  readonly lat: number;
  readonly lng: number;
  readonly radiusKm: number;
}

/** What somebody looks for, whichever list they ask. */
export interface Criteria extends Omit<Tutors, 'lat' | 'lng' | 'radiusKm'> {
  readonly kind: ProviderRole;
  readonly place?: Place | undefined;
}

/** Where a page starts: after this row, in the way in which the first page was found. */
export interface After {
  readonly fuzzy: boolean;
  readonly key: string | number;
  readonly id: string;
}

/** @throws search.place_incomplete for half a place */
export function placeOf({ lat, lng, radiusKm }: Pick<Tutors, keyof Place>): Place | undefined {
  if (lat === undefined && lng === undefined) return undefined;
  if (lat === undefined || lng === undefined) {
    const pointer = lat === undefined ? '/lat' : '/lng';
    throw searchErrors.placeIncomplete({ errors: [{ pointer, detail: 'missing' }] });
  }
  return { lat, lng, radiusKm };
}

/** How the list is ordered. @throws search.currency_missing, search.place_incomplete */
export function orderOf({ sort, q, place, mode, currency, minRate, maxRate }: Criteria): Order {
  const aboutPrice = sort === 'price' || minRate !== undefined || maxRate !== undefined;
  if (aboutPrice && !currency) {
    throw searchErrors.currencyMissing({ errors: [{ pointer: '/currency', detail: 'missing' }] });
  }
  if (sort === 'price') return 'price';
  if (sort === 'distance') {
    if (place) return 'distance';
    const errors = ['/lat', '/lng'].map((pointer) => ({ pointer, detail: 'missing' }));
    throw searchErrors.placeIncomplete({ errors });
  }
  if (place && mode !== 'online') return 'near';
  return q ? 'text' : 'score';
}

/** Values of the statements in `FIND_LISTINGS`; one row more than the page tells if more follow. */
export function valuesOf(
  criteria: Criteria,
  meant: readonly string[] | undefined,
  after: After | undefined,
): unknown[] {
  const { place, mode, limit } = criteria;
  return [
    criteria.kind,
    criteria.subject ?? null,
    criteria.q ?? null,
    meant ?? null,
    place?.lat ?? null,
    place?.lng ?? null,
    // Nobody travels to an online lesson.
    place && mode !== 'online' ? place.radiusKm * 1_000 : null,
    criteria.lang ?? null,
    mode ?? null,
    criteria.country ?? null,
    criteria.currency ?? null,
    criteria.minRate ?? null,
    criteria.maxRate ?? null,
    after?.key ?? null,
    after?.id ?? null,
    limit + 1,
  ];
}

/** @throws platform.invalid_input for a cursor of another list or order */
export function readCursor(cursor: string, order: Order): After {
  const [madeFor, fuzzy, key, id] = decodeCursor(cursor, 4);
  if (madeFor !== order) {
    const detail = 'made for another order';
    throw platformErrors.invalidInput({ errors: [{ pointer: '/cursor', detail }] });
  }
  return { fuzzy: fuzzy === 1, key: key!, id: String(id) };
}

/** Metres as kilometres with one decimal. */
export function toKm(metres: number | null): number | null {
  return metres === null ? null : Math.round(metres / 100) / 10;
}

const FULL_BIO = 400;

/**
 * How much a listing tells by itself, 0 to 1000: who says more about themselves, speaks more
 * languages and teaches both ways suits more people.
 */
export function scoreOf({ bio, languages, modes }: Listing): number {
  const told = Math.round(600 * Math.min(1, bio.length / FULL_BIO));
  return told + (languages.length > 1 ? 200 : 0) + (modes.length > 1 ? 200 : 0);
}
