import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { paymentErrors } from '@edu/contracts-payment';
import type { Principal } from '@edu/identity';
import { Clock } from '@edu/service';
import type { BookingTerms as TermsRow } from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { paymentPolicies } from '../payment/payment.policies.ts';
import { isRecent, payable, type PayableTerms } from './terms.domain.ts';

/** A booking is announced within some ten milliseconds, so looking a few times is enough. */
const LOOK_EVERY_MS = 50;
const LOOK_FOR_MS = 1_000;

@Injectable()
export class TermsQueries {
  constructor(
    private readonly db: PaymentDb,
    private readonly clock: Clock,
  ) {}

  /**
   * What a learner owes for a booking. Whoever books pays within the same second: a booking that is
   * that young is waited for, a moment.
   *
   * @throws payment.booking_not_found, booking_not_ready, booking_over, already_paid
   */
  async payable(bookingId: string, payer: Principal): Promise<PayableTerms> {
    let row = await this.find(bookingId);
    const isYoung = isRecent(bookingId, this.clock.now());
    for (let waited = 0; isYoung && !row && waited < LOOK_FOR_MS; waited += LOOK_EVERY_MS) {
      await sleep(LOOK_EVERY_MS);
      row = await this.find(bookingId);
    }
    if (!row && isYoung) throw paymentErrors.bookingNotReady();
    return payable(paymentPolicies.check('payment.open', payer, row), this.clock.now());
  }

  find(bookingId: string): Promise<TermsRow | null> {
    return this.db.prisma.bookingTerms.findUnique({ where: { bookingId } });
  }
}
