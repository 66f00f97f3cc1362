import { Injectable } from '@nestjs/common';
import type { Currency, ProviderRole } from '@edu/contract-kit';
import type { Found, Hit } from '@edu/contracts-search';
import { toPage } from '@edu/persistence';
import { SearchDb } from '../search.db.ts';
import { similarSubjects } from '../subject/subject.domain.ts';
import { orderOf, readCursor, toKm, valuesOf, type Criteria } from './listing.domain.ts';
import { FIND_LISTINGS, type HitRow } from './listing.sql.ts';

const NO_FACETS = { subjects: [], languages: [] };

@Injectable()
export class ListingQueries {
  constructor(private readonly db: SearchDb) {}

  /**
   * One page, in one round trip; a second one only when a text matched nothing, to look for it with
   * typing mistakes forgiven.
   *
   * @throws search.place_incomplete, search.currency_missing, platform.invalid_input
   */
  async find(criteria: Criteria): Promise<Found> {
    const order = orderOf(criteria);
    const after = criteria.cursor ? readCursor(criteria.cursor, order) : undefined;
    const page = (fuzzy: boolean) => {
      const meant = fuzzy ? similarSubjects(criteria.q!) : undefined;
      return this.db.query<HitRow>(FIND_LISTINGS[order], valuesOf(criteria, meant, after));
    };

    let fuzzy = Boolean(after?.fuzzy && criteria.q);
    let rows = await page(fuzzy);
    if (rows.length === 0 && criteria.q && !after) {
      fuzzy = true;
      rows = await page(fuzzy);
    }
    return {
      ...toPage(rows, criteria.limit, toHit, (row) => [
        order,
        fuzzy ? 1 : 0,
        row.key,
        row.provider_id,
      ]),
      facets: after ? null : (rows[0]?.facets ?? NO_FACETS),
    };
  }
}

function toHit(row: HitRow): Hit {
  return {
    providerId: row.provider_id,
    kind: row.kind as ProviderRole,
    displayName: row.display_name,
    headline: row.headline,
    subjects: row.subjects,
    languages: row.languages,
    modes: row.modes as Hit['modes'],
    hourlyRate: { amount: Number(row.rate_amount), currency: row.rate_currency as Currency },
    rating: row.rating,
    reviewCount: row.review_count,
    city: row.city,
    country: row.country,
    location: row.lat === null ? null : { lat: row.lat, lng: row.lng! },
    distanceKm: toKm(row.distance),
  };
}
