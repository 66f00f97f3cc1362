import { Injectable } from '@nestjs/common';
import { Id, Problem, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { profileErrors, profileRpc, type Listing } from '@edu/contracts-profile';
import type { searchRpc } from '@edu/contracts-search';
import { RpcClient } from '@edu/messaging';
import { decodeCursor, encodeCursor } from '@edu/persistence';
import { z } from 'zod';
import { SearchDb, type SearchTx } from '../search.db.ts';
import { subjectKeywords, subjectSlugs } from '../subject/subject.domain.ts';
import { scoreOf } from './listing.domain.ts';

/** $1 listings as JSON, $2 whether to write again what is there in the same version. */
const TAKE_IN = `
  WITH item AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS item(
      provider_id uuid, version integer, kind text, display_name text, headline text, bio text,
      subjects text[], keywords text, languages text[], modes text[], rate_amount bigint,
      rate_currency text, city text, country text, lat float8, lng float8, radius_km integer,
      score integer)
  ), newer AS (
    INSERT INTO listing_version (provider_id, version) SELECT provider_id, version FROM item
    ON CONFLICT (provider_id) DO UPDATE SET version = excluded.version
    WHERE listing_version.version < excluded.version
      OR ($2::boolean AND listing_version.version = excluded.version)
    RETURNING provider_id
  )
  INSERT INTO listing (provider_id, kind, display_name, headline, bio, subjects, keywords,
    languages, modes, rate_amount, rate_currency, city, country, location, radius_km, score,
    indexed_at)
  SELECT provider_id, kind, display_name, headline, bio, subjects, keywords, languages, modes,
    rate_amount, rate_currency, city, country, ST_MakePoint(lng, lat)::geography, radius_km, score,
    clock_timestamp()
  FROM item JOIN newer USING (provider_id)
  ON CONFLICT (provider_id) DO UPDATE SET
    kind = excluded.kind, display_name = excluded.display_name, headline = excluded.headline,
    bio = excluded.bio, subjects = excluded.subjects, keywords = excluded.keywords,
    languages = excluded.languages, modes = excluded.modes, rate_amount = excluded.rate_amount,
    rate_currency = excluded.rate_currency, city = excluded.city, country = excluded.country,
    location = excluded.location, radius_km = excluded.radius_km, score = excluded.score,
    indexed_at = excluded.indexed_at`;

const SEE_VERSION = `
  INSERT INTO listing_version (provider_id, version) VALUES ($1::uuid, $2)
  ON CONFLICT (provider_id) DO UPDATE SET version = excluded.version
  WHERE listing_version.version <= excluded.version`;

/** A statement of its own: it must see what a rival committed while the one before it waited. */
const REMOVE = `DELETE FROM listing WHERE provider_id = $1::uuid`;

/** $1 and $2 the ids between which profiles were read, $3 those there were, $4 since when. */
const REMOVE_OTHERS = `
  DELETE FROM listing
  WHERE ($1::uuid IS NULL OR provider_id > $1::uuid) AND ($2::uuid IS NULL OR provider_id <= $2::uuid)
    AND provider_id <> ALL (ARRAY(SELECT jsonb_array_elements_text($3::jsonb)::uuid))
    AND indexed_at < $4::timestamptz`;

@Injectable()
export class ListingService {
  constructor(
    private readonly db: SearchDb,
    private readonly rpc: RpcClient,
  ) {}

  /** The profile as it is published now, or undefined. */
  async fetch(providerId: string): Promise<Listing | undefined> {
    try {
      return await this.rpc.call(profileRpc.getListing, { id: providerId });
    } catch (error) {
      if (error instanceof Problem && error.is(profileErrors.notFound)) return undefined;
      throw error;
    }
  }

  /** Writes those that are newer than what is known; @returns how many. */
  takeIn(tx: SearchTx, profiles: readonly Listing[], again = false): Promise<number> {
    return tx.execute(TAKE_IN, JSON.stringify(profiles.map(toItem)), again);
  }

  /** Forgets a listing unless a later version of its profile is known. */
  async remove(tx: SearchTx, providerId: string, version: number): Promise<void> {
    const seen = await tx.execute(SEE_VERSION, providerId, version);
    if (seen > 0) await tx.execute(REMOVE, providerId);
  }

  /**
   * Makes the listings like one page of the published profiles. A listing within the page's range of
   * ids that is not on the page goes, unless an event brought it after the page was asked for.
   */
  async reindex({
    cursor,
    limit,
  }: RpcInput<typeof searchRpc.reindex>): Promise<RpcOutput<typeof searchRpc.reindex>> {
    const [from = '', since] = cursor ? decodeCursor(cursor, [z.string().max(512), Id]) : [];
    const started = await this.now();
    const page = await this.rpc.call(profileRpc.listPublished, {
      limit,
      ...(from && { cursor: from }),
    });
    const ids = page.items.map(({ providerId }) => providerId);
    const until = page.nextCursor === null ? null : ids.at(-1)!;
    const counts = await this.db.tx(async (tx) => ({
      indexed: await this.takeIn(tx, page.items, true),
      removed: await tx.execute(REMOVE_OTHERS, since ?? null, until, JSON.stringify(ids), started),
    }));
    const nextCursor = page.nextCursor && encodeCursor([page.nextCursor, ids.at(-1)!]);
    return { ...counts, nextCursor };
  }

  /** The database's clock, which also stamps the listings. */
  private async now(): Promise<string> {
    const [row] = await this.db.prisma.$queryRaw<{ now: string }[]>`
      SELECT clock_timestamp()::text AS now`;
    return row!.now;
  }
}

/** What the statement takes of a profile. */
function toItem(profile: Listing) {
  const subjects = subjectSlugs(profile.subjects);
  return {
    provider_id: profile.providerId,
    version: profile.version,
    kind: profile.kind,
    display_name: profile.displayName,
    headline: profile.headline,
    bio: profile.bio,
    subjects,
    keywords: subjectKeywords(subjects),
    languages: profile.languages,
    modes: profile.modes,
    rate_amount: profile.hourlyRate.amount,
    rate_currency: profile.hourlyRate.currency,
    city: profile.city,
    country: profile.country,
    lat: profile.location?.lat ?? null,
    lng: profile.location?.lng ?? null,
    radius_km: profile.radiusKm,
    score: scoreOf(profile),
  };
}
