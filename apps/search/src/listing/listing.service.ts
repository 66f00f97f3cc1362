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
import {
  NOW,
  REMOVE,
  REMOVE_UNPUBLISHED,
  SEE_VERSION,
  UPSERT_NEWER,
} from './listing-writes.sql.ts';

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

  /**
   * Writes those that are newer than what is known, or as new with `again`.
   *
   * @returns how many
   */
  upsertNewer(tx: SearchTx, profiles: readonly Listing[], again = false): Promise<number> {
    return tx.execute(UPSERT_NEWER, { items: JSON.stringify(profiles.map(toItem)), again });
  }

  /** Forgets a listing unless a later version of its profile is known. */
  async remove(tx: SearchTx, providerId: string, version: number): Promise<void> {
    const seen = await tx.execute(SEE_VERSION, { providerId, version });
    if (seen > 0) await tx.execute(REMOVE, { providerId });
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
    const [started] = await this.db.query(NOW);
    const page = await this.rpc.call(profileRpc.listPublished, {
      limit,
      ...(from && { cursor: from }),
    });
    const ids = page.items.map(({ providerId }) => providerId);
    const until = page.nextCursor === null ? null : ids.at(-1)!;
    const counts = await this.db.tx(async (tx) => ({
      indexed: await this.upsertNewer(tx, page.items, true),
      removed: await tx.execute(REMOVE_UNPUBLISHED, {
        since: since ?? null,
        until,
        published: ids,
        before: started!.now,
      }),
    }));
    const nextCursor = page.nextCursor && encodeCursor([page.nextCursor, ids.at(-1)!]);
    return { ...counts, nextCursor };
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
