import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { paymentErrors } from '@edu/contracts-payment';
import type { Principal } from '@edu/identity';
import { Clock } from '@edu/service';
import type {
  BookingTerms as TermsRow,
  PaymentLink as LinkRow,
} from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { paymentPolicies } from '../payment/payment.policies.ts';
import { billOf, isRecent, payable, type Bill } from './terms.domain.ts';

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
   * What a payer owes for a booking, and for others that are paid with it. Whoever books pays within
   * the same second: bookings that are that young are waited for, a moment.
   *
   * @throws payment.booking_not_found, booking_not_ready, booking_over, already_paid, not_together
   */
  async payable(bookingId: string, others: readonly string[], payer: Principal): Promise<Bill> {
    const ids = [bookingId, ...others.filter((id) => id !== bookingId)];
    let rows = await this.find(ids);
    const young = new Set(ids.filter((id) => isRecent(id, this.clock.now())));
    const isWaiting = () => ids.some((id) => young.has(id) && !rows.has(id));
    for (let waited = 0; isWaiting() && waited < LOOK_FOR_MS; waited += LOOK_EVERY_MS) {
      await sleep(LOOK_EVERY_MS);
      rows = await this.find(ids);
    }
    if (isWaiting()) throw paymentErrors.bookingNotReady();
    const owed = (id: string) =>
      payable(paymentPolicies.check('payment.open', payer, rows.get(id) ?? null), this.clock.now());
    return billOf([owed(bookingId), ...ids.slice(1).map(owed)]);
  }

  /**
   * What is known of a booking to whoever may pay for it.
   *
   * @throws payment.booking_not_found
   */
  async own(bookingId: string, payer: Principal): Promise<TermsRow> {
    const row = await this.find([bookingId]);
    return paymentPolicies.check('payment.open', payer, row.get(bookingId) ?? null);
  }

  /** The same of all lessons of a link, in their order, to whoever was given it by them. */
  async byLink({
    bookingId,
    others,
  }: Pick<LinkRow, 'bookingId' | 'others'>): Promise<[TermsRow, ...TermsRow[]]> {
    const rows = await this.find([bookingId, ...others]);
    return [rows.get(bookingId)!, ...others.map((id) => rows.get(id)!)];
  }

  private async find(ids: readonly string[]): Promise<Map<string, TermsRow>> {
    const rows = await this.db.prisma.bookingTerms.findMany({
      where: { bookingId: { in: [...ids] } },
    });
    return new Map(rows.map((row) => [row.bookingId, row]));
  }
}
