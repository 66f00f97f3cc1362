import { Injectable } from '@nestjs/common';
import { Problem, type EventEnvelope } from '@edu/contract-kit';
import { profileErrors, profileEvents, profileRpc } from '@edu/contracts-profile';
import { Consumer, type Effect, On, RpcClient } from '@edu/messaging';
import { statement } from '@edu/persistence';
import type { AvailabilityTx } from '../availability.db.ts';

type Published = typeof profileEvents.published;
type Updated = typeof profileEvents.updated;
type Unpublished = typeof profileEvents.unpublished;

/** Events come late, twice and out of order: only a newer version of the profile changes a row. */
const UNPUBLISH = statement(
  { providerId: 'uuid', version: 'int' },
  `
  INSERT INTO offer (provider_id, version, published, modes)
  VALUES (:providerId, :version, false, '{}')
  ON CONFLICT (provider_id) DO UPDATE SET version = excluded.version, published = false
  WHERE offer.version < excluded.version`,
);
const PUBLISH = statement(
  { providerId: 'uuid', version: 'int', modes: 'text[]', amount: 'bigint', currency: 'text' },
  `
  INSERT INTO offer (provider_id, version, published, modes, rate_amount, rate_currency)
  VALUES (:providerId, :version, true, :modes, :amount, :currency)
  ON CONFLICT (provider_id) DO UPDATE SET version = excluded.version, published = true,
    modes = excluded.modes, rate_amount = excluded.rate_amount,
    rate_currency = excluded.rate_currency
  WHERE offer.version < excluded.version`,
);

/** Keeps what a lesson costs beside the schedule, so that a quote asks nobody. */
@Consumer('offer')
@Injectable()
export class OfferEvents {
  constructor(private readonly rpc: RpcClient) {}

  @On(profileEvents.published)
  published({ data }: EventEnvelope<Published>): Promise<Effect<AvailabilityTx>> {
    return this.follow(data.providerId, data.version);
  }

  @On(profileEvents.updated)
  updated({ data }: EventEnvelope<Updated>): Promise<Effect<AvailabilityTx>> {
    return this.follow(data.providerId, data.version);
  }

  @On(profileEvents.unpublished)
  unpublished({ data }: EventEnvelope<Unpublished>): Effect<AvailabilityTx> {
    return (tx) => tx.execute(UNPUBLISH, data);
  }

  /** Takes the listing as it is now, which may be newer than the event. */
  private async follow(providerId: string, version: number): Promise<Effect<AvailabilityTx>> {
    try {
      const listing = await this.rpc.call(profileRpc.getListing, { id: providerId });
      const { modes, hourlyRate } = listing;
      const values = { providerId, version: listing.version, modes, ...hourlyRate };
      return (tx) => tx.execute(PUBLISH, values);
    } catch (error) {
      if (!(error instanceof Problem && error.is(profileErrors.notFound))) throw error;
      // It has been unpublished since; that event has a newer version and is on its way.
      return (tx) => tx.execute(UNPUBLISH, { providerId, version });
    }
  }
}
