import { Injectable } from '@nestjs/common';
import { linkErrors, paymentErrors } from '@edu/contracts-payment';
import { Clock } from '@edu/service';
import type {
  BookingTerms as TermsRow,
  PaymentLink as LinkRow,
} from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { Quotes } from '../quote/quotes.service.ts';
import { billOf, payable, type Bill } from '../terms/terms.domain.ts';
import { TermsQueries } from '../terms/terms.queries.ts';
import { hashOf, lessonState, linkState, type LinkState } from './link.domain.ts';

type Lessons = Awaited<ReturnType<TermsQueries['byLink']>>;

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

  /** How the lessons of a link stand, and what that makes of it. */
  async standing(link: LinkRow): Promise<{ lessons: Lessons; state: LinkState }> {
    const lessons = await this.terms.byLink(link);
    const bookingId = { in: lessons.map((lesson) => lesson.bookingId) };
    const paid = await this.db.prisma.paymentPart.findMany({
      where: { bookingId, payment: { status: 'succeeded' } },
      select: { bookingId: true },
    });
    const isPaid = new Set(paid.map((part) => part.bookingId));
    const now = this.clock.now();
    const states = lessons.map((one) => lessonState(one, isPaid.has(one.bookingId), now));
    return { lessons, state: linkState(states) };
  }

  /**
   * What there is to pay by a link, at a quote where one was asked for.
   *
   * @throws payment.link_over, payment.link_changed, payment.quote_expired, and what opening a payment throws of
   *   the booking
   */
  async bill(token: string, quoteId?: string): Promise<Bill> {
    const link = await this.find(token);
    if (link.withdrawnAt) throw linkErrors.linkOver();
    const { lessons, state } = await this.standing(link);
    if (state === 'changed') throw linkErrors.linkChanged();
    if (state === 'paid') throw paymentErrors.alreadyPaid();
    return this.quotes.agreed(this.billOf(lessons, link), quoteId);
  }

  /** @throws what opening a payment throws of the bookings */
  billOf([first, ...others]: Lessons, { id: linkId }: LinkRow): Bill {
    const owed = (terms: TermsRow) => payable(terms, this.clock.now());
    return { ...billOf([owed(first), ...others.map(owed)]), linkId };
  }
}
