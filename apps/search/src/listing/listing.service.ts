import { Injectable } from '@nestjs/common';
import { profileErrors, profileRpc, type Listing } from '@edu/contracts-profile';
import { RpcClient } from '@edu/messaging';
import type { Tx } from '@edu/persistence';
import { fetchOrGone, Rebuilds } from '@edu/projection';
import { subjectKeywords, subjectSlugs } from '../subject/subject.domain.ts';
import { levelTags, scoreOf } from './listing.domain.ts';
import { REMOVE, REMOVE_UNPUBLISHED, SEE_VERSION, UPSERT_NEWER } from './listing-writes.sql.ts';

@Injectable()
export class ListingService {
  constructor(
    private readonly rpc: RpcClient,
    rebuilds: Rebuilds,
  ) {
    rebuilds.add({
      name: 'listing',
      snapshot: profileRpc.listSnapshot,
      idOf: ({ providerId }) => providerId,
      write: (tx, profiles) => this.upsertNewer(tx, profiles, true),
      end: (tx, values) => tx.execute(REMOVE_UNPUBLISHED, values),
    });
  }

  /** The profile as it is published now, or undefined. */
  fetch(providerId: string): Promise<Listing | undefined> {
    const get = () => this.rpc.call(profileRpc.getListing, { id: providerId });
    return fetchOrGone(get, profileErrors.notFound);
  }

  /**
   * Writes those that are newer than what is known, or as new with `again`.
   *
   * @returns how many
   */
  upsertNewer(tx: Tx, profiles: readonly Listing[], again = false): Promise<number> {
    return tx.execute(UPSERT_NEWER, { items: JSON.stringify(profiles.map(toItem)), again });
  }

  /** Deletes a listing unless a later version of its profile is known. */
  async remove(tx: Tx, providerId: string, version: number): Promise<void> {
    const seen = await tx.execute(SEE_VERSION, { providerId, version });
    if (seen > 0) await tx.execute(REMOVE, { providerId });
  }
}

/** What the statement takes of a profile. */
function toItem(profile: Listing) {
  const subjects = subjectSlugs(profile.subjects);
  // A profile service of the release before says nothing of these.
  const { goals, subjectLevels }: Partial<Listing> = profile;
  return {
    provider_id: profile.providerId,
    version: profile.version,
    kind: profile.kind,
    display_name: profile.displayName,
    headline: profile.headline,
    // Only searched, never shown: goals are found as well.
    bio: [profile.bio, ...(goals ?? [])].join('\n'),
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
    // One of a release before there were photos says nothing of it.
    photo: (profile.photo as Listing['photo'] | undefined) ?? null,
    // Nor did one before anything was checked.
    verified: (profile.verified as Listing['verified'] | undefined) ?? [],
    levels: levelTags(subjectLevels ?? []),
    score: scoreOf(profile),
  };
}
