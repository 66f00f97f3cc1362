import { Injectable } from '@nestjs/common';
import { availabilityRpc, type BookingTerms } from '@edu/contracts-availability';
import type { Tx } from '@edu/persistence';
import { Rebuilds } from '@edu/projection';
import { END_TERMS, KEEP_TERMS, SHOW_TERMS } from './terms.sql.ts';

/** How providers are booked, as their schedules have it. */
@Injectable()
export class TermsService {
  constructor(rebuilds: Rebuilds) {
    rebuilds.add({
      name: 'terms',
      snapshot: availabilityRpc.listSnapshot,
      idOf: ({ providerId }) => providerId,
      write: (tx, terms) => this.upsertNewer(tx, terms, true),
      end: async (tx, values) => show(tx, await tx.query(END_TERMS, values)),
    });
  }

  /**
   * Writes those that are newer than what is known, or as new with `again`.
   *
   * @returns how many
   */
  async upsertNewer(tx: Tx, terms: readonly BookingTerms[], again = false): Promise<number> {
    const items = JSON.stringify(terms.map(toItem));
    return show(tx, await tx.query(KEEP_TERMS, { items, again }));
  }
}

async function show(tx: Tx, kept: readonly { provider_id: string }[]): Promise<number> {
  const providerIds = kept.map(({ provider_id }) => provider_id);
  if (providerIds.length > 0) await tx.execute(SHOW_TERMS, { providerIds });
  return kept.length;
}

/** What the statement takes. */
function toItem({ providerId, version, bookingMode, trial }: BookingTerms) {
  return { provider_id: providerId, version, booking_mode: bookingMode, trial };
}
