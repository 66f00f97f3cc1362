import { Injectable } from '@nestjs/common';
import { profileRpc, type Listing } from '@edu/contracts-profile';
import { LACKING, lacking, projection, Rebuilds, type Facts } from '@edu/projection';
import { statement } from '@edu/persistence';

/** What a lesson of a published profile costs, and how it can be held. */
export const OFFER = projection({
  table: 'offer',
  key: { providerId: 'uuid' },
  columns: {
    published: 'boolean',
    modes: 'text[]',
    rateAmount: 'bigint?',
    rateCurrency: 'text?',
    country: 'text?',
  },
  stamp: 'changedAt',
});
type Offer = Facts<typeof OFFER.parameters>;

const WITHDRAW = statement(
  LACKING,
  `UPDATE offer SET published = false WHERE published AND ${lacking('provider_id', 'changed_at')}`,
);

@Injectable()
export class OfferRebuild {
  constructor(rebuilds: Rebuilds) {
    rebuilds.add({
      name: 'offer',
      snapshot: profileRpc.listSnapshot,
      idOf: ({ providerId }) => providerId,
      write: (tx, listings) => OFFER.putAll(tx, listings.map(offerOf), { again: true }),
      end: (tx, values) => tx.execute(WITHDRAW, values),
    });
  }
}

export function offerOf({ providerId, version, modes, hourlyRate, country }: Listing): Offer {
  const { amount: rateAmount, currency: rateCurrency } = hourlyRate;
  return { providerId, version, published: true, modes, rateAmount, rateCurrency, country };
}

export function withdrawn(providerId: string, version: number): Offer {
  return { providerId, version, published: false, modes: [] };
}
