import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { profileErrors, profileEvents, profileRpc } from '@edu/contracts-profile';
import { Consumer, On, RpcClient, type StatementEffect } from '@edu/messaging';
import { fetchOrGone } from '@edu/projection';
import { OFFER, offerOf, withdrawn } from './offer.projection.ts';

type Published = typeof profileEvents.published;
type Updated = typeof profileEvents.updated;
type Unpublished = typeof profileEvents.unpublished;

/** Keeps what a lesson costs beside the schedule, so that a quote needs no call. */
@Consumer('offer')
@Injectable()
export class OfferEvents {
  constructor(private readonly rpc: RpcClient) {}

  @On(profileEvents.published)
  published({ data }: EventEnvelope<Published>): Promise<StatementEffect> {
    return this.follow(data.providerId, data.version);
  }

  @On(profileEvents.updated)
  updated({ data }: EventEnvelope<Updated>): Promise<StatementEffect> {
    return this.follow(data.providerId, data.version);
  }

  @On(profileEvents.unpublished)
  unpublished({ data }: EventEnvelope<Unpublished>): StatementEffect {
    return OFFER.put(withdrawn(data.providerId, data.version));
  }

  /** Takes the listing as it is now, which may be newer than the event. */
  private async follow(providerId: string, version: number): Promise<StatementEffect> {
    const listing = await fetchOrGone(
      () => this.rpc.call(profileRpc.getListing, { id: providerId }),
      profileErrors.notFound,
    );
    return OFFER.put(listing ? offerOf(listing) : withdrawn(providerId, version));
  }
}
