import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { availabilityEvents } from '@edu/contracts-availability';
import { Consumer, type Effect, On } from '@edu/messaging';
import type { SearchTx } from '../search.db.ts';
import { TermsService } from './terms.service.ts';

/** Keeps how providers are booked like their schedules, in whatever order and number events arrive. */
@Consumer('terms')
@Injectable()
export class TermsEvents {
  constructor(private readonly terms: TermsService) {}

  @On(availabilityEvents.changed)
  changed({ data }: EventEnvelope<typeof availabilityEvents.changed>): Effect<SearchTx> {
    const { bookingMode, trial = null } = data;
    return async (tx) => {
      // An availability service of the release before does not say it: a rebuild brings it.
      if (bookingMode) await this.terms.upsertNewer(tx, [{ ...data, bookingMode, trial }]);
    };
  }
}
