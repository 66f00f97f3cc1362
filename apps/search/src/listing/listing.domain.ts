import {
  fieldError,
  Id,
  LEVELS,
  platformErrors,
  type FieldCode,
  type ProviderRole,
  type RpcInput,
} from '@edu/contract-kit';
import type { Listing } from '@edu/contracts-profile';
import { searchErrors, type searchRpc } from '@edu/contracts-search';
import { decodeCursor } from '@edu/persistence';
import { z } from 'zod';
import { knownSubject, subjectSlug } from '../subject/subject.domain.ts';
import type { MATCHES, WALKS } from './listing.sql.ts';

/** How a list is ordered: the names of the statements that put it so. */
export type Order = keyof typeof MATCHES;
type WalkOrder = keyof typeof WALKS;

/** How the first page was found, and so the next ones are: see ListingQueries. */
export type Way = 'walk' | 'subject' | 'match' | 'mistyped';

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

/** Where a page starts: after this row. */
export interface After {
  readonly way: Way;
  readonly key: number;
  readonly id: string;
}

/** How many listings `best` weighs, and facets are counted over. */
const CANDIDATES = 500;
/** How many listings one statement looks at. */
const EXAMINED = 4_000;
/** As long as that takes when a text or a distance is read of each. */
const EXAMINED_CLOSELY = 2_000;

/** @throws search.place_incomplete for half a place */
export function placeOf({ lat, lng, radiusKm }: Pick<Tutors, keyof Place>): Place | undefined {
  if (lat === undefined && lng === undefined) return undefined;
  if (lat === undefined || lng === undefined) {
    const pointer = lat === undefined ? '/lat' : '/lng';
    throw searchErrors.placeIncomplete({ errors: [fieldError(pointer, 'missing')] });
  }
  return { lat, lng, radiusKm };
}

/** How the list is ordered. @throws search.currency_missing, search.place_incomplete */
export function orderOf({ sort, q, place, mode, currency, minRate, maxRate }: Criteria): Order {
  const aboutPrice = sort === 'price' || minRate !== undefined || maxRate !== undefined;
  if (aboutPrice && !currency) {
    throw searchErrors.currencyMissing({ errors: [fieldError('/currency', 'missing')] });
  }
  if (minRate !== undefined && maxRate !== undefined && minRate > maxRate) {
    const errors = [fieldError('/maxRate', 'less_than', { field: 'minRate' })];
    throw platformErrors.invalidInput({ errors });
  }
  if (sort === 'price') return 'price';
  if (sort === 'distance') {
    if (place) return 'distance';
    const errors = ['/lat', '/lng'].map((pointer) => fieldError(pointer, 'missing'));
    throw searchErrors.placeIncomplete({ errors });
  }
  if (place && mode !== 'online') return 'near';
  return q ? 'text' : 'score';
}

/** The order of a walk: that of a text is the score, which every listing has. */
export function walkOf(criteria: Criteria): WalkOrder {
  const order = orderOf(criteria);
  if (order !== 'score' && order !== 'text') return order;
  return criteria.subject === undefined ? 'score' : 'subject';
}

/** Whether a walk can go on where one was cut: the others always begin at the place asked for. */
export function continues(order: WalkOrder): boolean {
  return order !== 'near' && order !== 'distance';
}

/** Values of the statements in `WALKS`. */
export function walkValues(criteria: Criteria, after: After | undefined) {
  const { kind, subject, lang, mode, country, verified, bookingMode, currency, q } = criteria;
  const order = walkOf(criteria);
  return {
    ...{ kind, subject: subject ?? null, lang: lang ?? null, mode: mode ?? null },
    ...{ country: country ?? null, verified: verified ?? null, currency: currency ?? null },
    ...{ level: levelTag(criteria) ?? null, bookingMode: bookingMode ?? null },
    q: q ?? null,
    ...commonValues(criteria, after),
    candidates: after && continues(order) ? criteria.limit + 1 : CANDIDATES,
    examined: q === undefined && continues(order) ? EXAMINED : EXAMINED_CLOSELY,
  };
}

/**
 * Values of the statements in `MATCHES`.
 *
 * @param meant subjects that the text may mean when typing mistakes are forgiven
 */
export function matchValues(
  criteria: Criteria,
  meant: readonly string[] | undefined,
  after: After | undefined,
) {
  const { q } = criteria;
  return {
    tags: tagsOf(criteria),
    rates: ratesOf(criteria),
    q: q ?? null,
    meant: meant?.map((subject) => `subject:${subject}`) ?? null,
    ...commonValues(criteria, after),
    candidates: CANDIDATES,
    examined: q === undefined ? EXAMINED : EXAMINED_CLOSELY,
  };
}

function commonValues(criteria: Criteria, after: After | undefined) {
  const { place, minRate, maxRate, limit } = criteria;
  return {
    lat: place?.lat ?? null,
    lng: place?.lng ?? null,
    radius: inPerson(criteria) ? place!.radiusKm * 1_000 : null,
    minRate: minRate ?? null,
    maxRate: maxRate ?? null,
    key: after?.key ?? null,
    id: after?.id ?? null,
    levels: LEVELS.map((level) => ofSubject(criteria) + level),
    // One row more than the page shows whether more follow.
    rows: limit + 1,
  };
}

/** Nobody travels to an online lesson. */
function inPerson({ place, mode }: Criteria): boolean {
  return place !== undefined && mode !== 'online';
}

/** The filters as `tags` of a listing spells them. */
function tagsOf(criteria: Criteria): string[] {
  const { kind, subject, lang, country, verified, bookingMode, currency } = criteria;
  const mode = inPerson(criteria) ? 'in_person' : criteria.mode;
  const level = levelTag(criteria);
  const tags = {
    ...{ kind, subject, lang, mode, country, verified, currency, level },
    booking: bookingMode,
  };
  return Object.entries(tags).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}:${value}`],
  );
}

/** Levels are asked for with a subject, be it named by a text: somebody may teach another one there. */
function ofSubject({ subject, q }: Criteria): string {
  const named = subject ?? (q === undefined ? undefined : knownSubject(q));
  return named === undefined ? '' : `${named}:`;
}

const levelTag = (criteria: Criteria) => criteria.level && ofSubject(criteria) + criteria.level;

/** The level that a tag of a listing says, whatever the subject. */
export const levelOf = (tag: string) => tag.slice(tag.indexOf(':') + 1);

/** How a listing spells the levels that its profile gives: with each subject, and with any. */
export function levelTags(subjectLevels: Listing['subjectLevels']): string[] {
  const tags = subjectLevels.flatMap(({ subject, levels }) =>
    levels.flatMap((level) => [level, `${subjectSlug(subject)}:${level}`]),
  );
  return [...new Set(tags)];
}

/** The bands of prices that lie between the limits, and one more at either end for the rounding. */
function ratesOf({ currency, minRate, maxRate }: Criteria): string[] | null {
  if (minRate === undefined && maxRate === undefined) return null;
  const bandOf = (amount: number) => Math.floor(2 * Math.log2(amount + 1));
  const first = Math.max(0, bandOf(minRate ?? 0) - 1);
  const last = bandOf(maxRate ?? Number.MAX_SAFE_INTEGER) + 1;
  return Array.from(
    { length: last - first + 1 },
    (_, index) => `rate:${currency}:${first + index}`,
  );
}

/** What a cursor is made for: the search of one kind of providers, in one order. */
export function listOf(criteria: Criteria): string {
  return `${criteria.kind}:${orderOf(criteria)}`;
}

/** @throws platform.invalid_input for a cursor of another list or order */
export function readCursor(cursor: string, criteria: Criteria): After {
  const [madeFor, way, key, id] = decodeCursor(cursor, [z.string(), z.string(), z.number(), Id]);
  const fault = (code: FieldCode) =>
    platformErrors.invalidInput({ errors: [fieldError('/cursor', code)] });
  if (madeFor !== listOf(criteria)) throw fault('cursor_of_other_list');
  const { q } = criteria;
  const ways = new Set<unknown>(['walk', 'match'] satisfies Way[]);
  if (q !== undefined) ways.add('mistyped' satisfies Way);
  if (q !== undefined && knownSubject(q)) ways.add('subject' satisfies Way);
  if (ways.has(way)) return { way: way as Way, key, id };
  throw fault('bad_cursor');
}

/** Metres as kilometres with one decimal. */
export function toKm(metres: number | null): number | null {
  return metres === null ? null : Math.round(metres / 100) / 10;
}

const FULL_BIO = 400;

/**
 * How complete a listing is, 0 to 1000: who writes more about themselves, speaks more
 * languages and teaches both ways suits more people.
 */
export function scoreOf({ bio, languages, modes }: Listing): number {
  const forBio = Math.round(600 * Math.min(1, bio.length / FULL_BIO));
  return forBio + (languages.length > 1 ? 200 : 0) + (modes.length > 1 ? 200 : 0);
}
