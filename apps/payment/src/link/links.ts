import { Injectable } from '@nestjs/common';
import { linkErrors } from '@edu/contracts-payment';
import { Clock } from '@edu/service';
import type {
  BookingTerms as TermsRow,
  PaymentLink as LinkRow,
} from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { Quotes } from '../quote/quotes.service.ts';
import { billOf, payable, type Bill } from '../terms/terms.domain.ts';
import { TermsQueries } from '../terms/terms.queries.ts';
import { hashOf, linkState, type LinkState } from './link.domain.ts';

/** What tokens lead to. */
@Injectable()
export class Links {
  constructor(
    private readonly db: PaymentDb,
    private readonly terms: TermsQueries,
    private readonly quotes: Quotes,
    private readonly clock: Clock,
  ) {}

  /** @throws payment.link_over for one that nobody has made */
  async find(token: string): Promise<LinkRow> {
    const where = { tokenHash: hashOf(token) };
    const link = await this.db.prisma.paymentLink.findUnique({ where });
    if (!link) throw linkErrors.linkOver();
    return link;
  }

  /** How the booking of a link stands. */
  async standing({ bookingId }: LinkRow): Promise<{ terms: TermsRow; state: LinkState }> {
    const terms = await this.terms.byLink(bookingId);
    const where = { status: 'succeeded', parts: { some: { bookingId } } };
    const isPaid = (await this.db.prisma.payment.count({ where })) > 0;
    return { terms, state: linkState(terms, isPaid, this.clock.now()) };
  }

  /**
   * What there is to pay by a link, at a quote where one was asked for.
   *
   * @throws payment.link_over, payment.quote_expired, and what opening a payment throws of the booking
   */
  async bill(token: string, quoteId?: string): Promise<Bill> {
    const link = await this.find(token);
    if (link.withdrawnAt) throw linkErrors.linkOver();
    const bill = this.billOf(await this.terms.byLink(link.bookingId), link);
    return this.quotes.agreed(bill, quoteId);
  }

  /** @throws what opening a payment throws of the booking */
  billOf(terms: TermsRow, { id: linkId }: LinkRow): Bill {
    return { ...billOf([payable(terms, this.clock.now())]), linkId };
  }
}
