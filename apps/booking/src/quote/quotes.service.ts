import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { availabilityRpc, QuoteToken, type QuoteTerms } from '@edu/contracts-availability';
import { bookingErrors } from '@edu/contracts-booking';
import { Seal } from '@edu/identity';
import { RpcClient } from '@edu/messaging';
import { Clock } from '@edu/service';
import { BookingConfig } from '../app.config.ts';
import { NearestSeats } from '../group/nearest-seats.service.ts';
import { NearestTimes } from './nearest-times.service.ts';
import { OfferingFollower } from './offering-follower.ts';

type Slot = RpcInput<typeof availabilityRpc.quote>;

/** What slots cost, and on which terms: as availability says, or said a moment ago. */
@Injectable()
export class Quotes {
  readonly #seal: Seal;

  constructor(
    config: BookingConfig,
    private readonly rpc: RpcClient,
    private readonly offerings: OfferingFollower,
    readonly nearest: NearestTimes,
    readonly nearestSeats: NearestSeats,
    private readonly clock: Clock,
  ) {
    this.#seal = new Seal(config.QUOTE_SECRET);
  }

  /**
   * The quote of a slot. One that the client was shown is taken while it counts: it says all but
   * whether the slot is still free, which the booking's own row decides. Afterwards availability is
   * asked, and has to say the same of price and terms.
   *
   * @param given the token of the quote that was shown
   * @throws booking.quote_outdated, what `availability.quote` throws
   */
  async of(slot: Slot, given: string | undefined): Promise<QuoteTerms> {
    const shown = given === undefined ? undefined : this.#open(given, slot);
    if (shown && shown.until > this.clock.now().getTime() && this.offerings.isCurrent(shown)) {
      return shown.quote;
    }
    const quote = await this.rpc.call(availabilityRpc.quote, slot, { withActor: false });
    if (shown && !isDeepStrictEqual(agreedOn(quote), agreedOn(shown.quote))) {
      throw bookingErrors.quoteOutdated();
    }
    return quote;
  }

  /** @throws booking.quote_outdated when we did not make it, or not for this */
  #open(given: string, slot: Slot): QuoteToken {
    const { data: shown } = QuoteToken.safeParse(this.#seal.open(given));
    if (!shown || !isDeepStrictEqual(sameInstant(slot), sameInstant(shown.request))) {
      throw bookingErrors.quoteOutdated();
    }
    return shown;
  }
}

/** An instant may be written in several ways. */
const sameInstant = (slot: Slot): Slot => ({
  ...slot,
  startsAt: new Date(slot.startsAt).toISOString(),
});

/** What a learner was shown. The buffers around a lesson are the provider's own affair. */
function agreedOn({
  busyFrom: _,
  busyUntil: __,
  token: ___,
  ...terms
}: QuoteTerms & { token?: string | undefined }) {
  return terms;
}
