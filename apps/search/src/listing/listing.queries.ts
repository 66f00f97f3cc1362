import { Injectable } from '@nestjs/common';
import { LEVELS, type Currency, type ProviderRole } from '@edu/contract-kit';
import type { Found, Hit } from '@edu/contracts-search';
import { encodeCursor, toPage } from '@edu/persistence';
import { SearchDb } from '../search.db.ts';
import { knownSubject, similarSubjects } from '../subject/subject.domain.ts';
import {
  continues,
  levelOf,
  matchValues,
  listOf,
  orderOf,
  readCursor,
  toKm,
  walkOf,
  walkValues,
  type After,
  type Criteria,
  type Way,
} from './listing.domain.ts';
import { MATCHES, WALKS, type Facets, type HitRow } from './listing.sql.ts';

const NO_FACETS = { subjects: [], languages: [], levels: [], bookingModes: [] };

interface Answer {
  readonly way: Way;
  readonly hits: readonly HitRow[];
  readonly cut: HitRow['cut'];
}

/**
 * Finds listings at a bounded cost, whatever is asked and however many there are. Two kinds of
 * statements complement one another: a walk stops soon when many listings fit, a match is complete
 * when few do, and either says when it was cut.
 */
@Injectable()
export class ListingQueries {
  constructor(private readonly db: SearchDb) {}

  /**
   * One page, mostly in one round trip.
   *
   * @throws search.place_incomplete, search.currency_missing, platform.invalid_input
   */
  async find({ q, ...rest }: Criteria): Promise<Found> {
    const criteria = { ...rest, q: q?.normalize().trim() || undefined };
    const list = listOf(criteria);
    const after = criteria.cursor ? readCursor(criteria.cursor, criteria) : undefined;
    const { way, hits, cut } = after
      ? await this.#next(criteria, after)
      : await this.#first(criteria);
    const page = toPage(hits, criteria.limit, toHit, ({ key, provider_id }) => [
      ...[list, way, key, provider_id!],
    ]);
    const goesOn = cut && way !== 'match' && continues(walkOf(criteria));
    return {
      ...page,
      nextCursor: goesOn ? encodeCursor([list, way, cut.key, cut.id]) : page.nextCursor,
      facets: after ? null : toFacets(hits[0]?.facets ?? NO_FACETS),
    };
  }

  async #first(criteria: Criteria): Promise<Answer> {
    const { q, limit, subject } = criteria;
    const named = q && knownSubject(q);
    if (named && (!subject || subject === named)) {
      const answer = await this.#walk(criteria, 'subject');
      if (answer.hits.length > limit) return answer;
    }
    if (!q) {
      const walked = await this.#walk(criteria, 'walk');
      if (!walked.cut) return walked;
      const matched = await this.#match(criteria, 'match');
      return matched.cut ? walked : matched;
    }
    const matched = await this.#match(criteria, 'match');
    if (matched.cut) return this.#walk(criteria, 'walk');
    return matched.hits.length > 0 ? matched : this.#match(criteria, 'mistyped');
  }

  /** Goes on in the way in which the first page was found. */
  #next(criteria: Criteria, after: After): Promise<Answer> {
    const { way } = after;
    return way === 'walk' || way === 'subject'
      ? this.#walk(criteria, way, after)
      : this.#match(criteria, way, after);
  }

  /** @param way `subject` takes the text for the subject that it names */
  async #walk(criteria: Criteria, way: 'walk' | 'subject', after?: After): Promise<Answer> {
    const asked =
      way === 'walk' ? criteria : { ...criteria, q: undefined, subject: knownSubject(criteria.q!) };
    const rows = await this.db.query(WALKS[walkOf(asked)], walkValues(asked, after));
    return toAnswer(way, rows);
  }

  /** @param way `mistyped` forgives typing mistakes */
  async #match(criteria: Criteria, way: 'match' | 'mistyped', after?: After): Promise<Answer> {
    const meant = way === 'mistyped' ? similarSubjects(criteria.q!) : undefined;
    const rows = await this.db.query(
      MATCHES[orderOf(criteria)],
      matchValues(criteria, meant, after),
    );
    return toAnswer(way, rows);
  }
}

function toAnswer(way: Way, rows: readonly HitRow[]): Answer {
  return {
    way,
    hits: rows.filter(({ provider_id }) => provider_id !== null),
    cut: rows[0]?.cut ?? null,
  };
}

function toFacets({ levels, ...others }: Facets): NonNullable<Found['facets']> {
  return {
    ...others,
    levels: levels.map(({ value, count }) => ({ value: levelOf(value), count })),
  };
}

function toHit(row: HitRow): Hit {
  return {
    providerId: row.provider_id!,
    kind: row.kind as ProviderRole,
    displayName: row.display_name,
    slug: row.slug ?? row.provider_id!,
    headline: row.headline,
    subjects: row.subjects,
    languages: row.languages,
    modes: row.modes as Hit['modes'],
    levels: LEVELS.filter((level) => row.levels.includes(level)),
    hourlyRate: { amount: Number(row.rate_amount), currency: row.rate_currency as Currency },
    rating: row.rating,
    reviewCount: row.review_count,
    city: row.city,
    country: row.country,
    location: row.lat === null ? null : { lat: row.lat, lng: row.lng! },
    photo: row.photo,
    verified: row.verified as Hit['verified'],
    bookingMode: row.booking_mode,
    // Offered only in the currency of the usual price: as the slots of availability have it.
    trial: row.trial?.price.currency === row.rate_currency ? row.trial : null,
    distanceKm: toKm(row.distance),
  };
}
