import { Injectable } from '@nestjs/common';
import type { EventData, EventEnvelope } from '@edu/contract-kit';
import { profileEvents } from '@edu/contracts-profile';
import { Consumer, type Effect, On } from '@edu/messaging';
import type { SearchTx } from '../search.db.ts';
import { ListingService } from './listing.service.ts';

/** Keeps the listings like the published profiles, in whatever order and number events arrive. */
@Consumer('listing')
@Injectable()
export class ListingEvents {
  constructor(private readonly listings: ListingService) {}

  @On(profileEvents.published)
  published({ data }: EventEnvelope<typeof profileEvents.published>) {
    return this.follow(data);
  }

  @On(profileEvents.updated)
  updated({ data }: EventEnvelope<typeof profileEvents.updated>) {
    return this.follow(data);
  }

  @On(profileEvents.unpublished)
  unpublished({ data }: EventEnvelope<typeof profileEvents.unpublished>): Effect<SearchTx> {
    return (tx) => this.listings.remove(tx, data.providerId, data.version);
  }

  /** Writes the profile as it is now, which may be newer than the event. */
  private async follow({
    providerId,
    version,
  }: EventData<typeof profileEvents.updated>): Promise<Effect<SearchTx>> {
    const profile = await this.listings.fetch(providerId);
    return (tx) =>
      profile
        ? this.listings.upsertNewer(tx, [profile])
        : this.listings.remove(tx, providerId, version);
  }
}
