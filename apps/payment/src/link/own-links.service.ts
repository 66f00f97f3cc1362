import { Injectable } from '@nestjs/common';
import { newId, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import { linkErrors, MOST_LINKS, type paymentRpc } from '@edu/contracts-payment';
import type { Call } from '@edu/messaging';
import { SQLSTATE, sqlState } from '@edu/persistence';
import { Clock } from '@edu/service';
import type {
  BookingTerms as TermsRow,
  PaymentLink as LinkRow,
} from '../generated/prisma/client.ts';
import { PaymentDb } from '../payment.db.ts';
import { allPayUntil } from '../terms/terms.domain.ts';
import { TermsQueries } from '../terms/terms.queries.ts';
import { hashOf, lessonState, newToken, type LinkState } from './link.domain.ts';
import { MAKE_LINK, WITHDRAW_LINK } from './link.sql.ts';
import { Links } from './links.ts';

/** The links that somebody gives away who wants another to pay. */
@Injectable()
export class OwnLinks {
  constructor(
    private readonly db: PaymentDb,
    private readonly terms: TermsQueries,
    private readonly links: Links,
    private readonly clock: Clock,
  ) {}

  /** @throws what opening a payment would throw of the bookings, payment.too_many_links */
  async make(
    { bookingId, others: wanted = [] }: RpcInput<typeof paymentRpc.createLink>,
    { principal, actor }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.createLink>> {
    // Waits for bookings that were made this second.
    const { parts } = await this.terms.payable(bookingId, wanted, principal);
    const others = parts.slice(1).map((part) => part.bookingId);
    const lessons = await this.terms.byLink({ bookingId, others });
    const [id, token] = [newId(), newToken()];
    const values = { id, bookingId, others, ownerId: actor.userId, tokenHash: hashOf(token) };
    const [made] = await this.insert(values);
    if (!made) throw linkErrors.tooManyLinks({ params: { most: String(MOST_LINKS) } });
    return { ...toLink({ id, others, ...made }, lessons, 'payable'), token };
  }

  /** @throws payment.booking_not_found */
  async list(
    { bookingId }: RpcInput<typeof paymentRpc.links>,
    { principal, actor }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.links>> {
    const terms = await this.terms.own(bookingId, principal);
    const isPayable = lessonState(terms, false, this.clock.now()) === 'payable';
    const rows = isPayable
      ? await this.db.prisma.paymentLink.findMany({
          where: { bookingId, ownerId: actor.userId, withdrawnAt: null },
          orderBy: { createdAt: 'asc' },
        })
      : [];
    const items = rows.map(async (row) => {
      const { lessons, state } = await this.links.standing(row);
      return toLink(row, lessons, state);
    });
    return { items: await Promise.all(items), most: MOST_LINKS };
  }

  /** @throws payment.booking_not_found, payment.link_not_found */
  async withdraw(
    { bookingId, id }: RpcInput<typeof paymentRpc.withdrawLink>,
    { principal, actor }: Call,
  ): Promise<RpcOutput<typeof paymentRpc.withdrawLink>> {
    await this.terms.own(bookingId, principal);
    const withdrawn = await this.db.query(WITHDRAW_LINK, { id, bookingId, ownerId: actor.userId });
    if (withdrawn.length === 0) throw linkErrors.linkNotFound();
    return { id };
  }

  private async insert(values: Parameters<typeof MAKE_LINK.bind>[0]) {
    for (let tries = 1; ; tries++) {
      try {
        return await this.db.query(MAKE_LINK, values);
      } catch (error) {
        // Somebody has taken this place meanwhile; there may be another.
        if (sqlState(error) !== SQLSTATE.uniqueViolation || tries > MOST_LINKS) throw error;
      }
    }
  }
}

/** The contract's view of a link. */
function toLink(
  { id, others, createdAt }: Pick<LinkRow, 'id' | 'others' | 'createdAt'>,
  lessons: readonly TermsRow[],
  state: LinkState,
) {
  return {
    id,
    createdAt: createdAt.toISOString(),
    expiresAt: allPayUntil(lessons).toISOString(),
    lessons: others.length + 1,
    isPayable: state === 'payable',
  };
}
