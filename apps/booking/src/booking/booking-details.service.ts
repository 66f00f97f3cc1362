import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput, RpcOutput } from '@edu/contract-kit';
import type { BookingDetails, bookingRpc } from '@edu/contracts-booking';
import { encodeCursor, toPage } from '@edu/persistence';
import { Clock } from '@edu/service';
import type { BookingTx } from '../booking.db.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { Families } from '../family/families.service.ts';
import { childrenOf } from '../list/chosen.ts';
import { People } from '../person/people.service.ts';
import { toHeldMove } from '../reschedule/held-moves.service.ts';
import { toProposal } from '../reschedule/proposal.row.ts';
import { BookingQueries, type ListedRow } from './booking.queries.ts';
import { policyOf, toBooking, toCancellation, toPrice } from './booking.row.ts';

/** Bookings as their people read them. */
@Injectable()
export class BookingDetailsService {
  constructor(
    private readonly queries: BookingQueries,
    private readonly families: Families,
    private readonly people: People,
    private readonly clock: Clock,
  ) {}

  /** @throws booking.not_found unless the actor is one of its people */
  async get(id: string, actor: Actor): Promise<BookingDetails> {
    const [details] = await this.detailsOf([await this.queries.getOwn(id, actor)]);
    return details!;
  }

  /** @throws booking.learner_not_found for a child that is not the actor's */
  async list(
    input: RpcInput<typeof bookingRpc.list>,
    actor: Actor,
  ): Promise<RpcOutput<typeof bookingRpc.list>> {
    const children = await childrenOf(this.families, input, actor);
    const now = this.clock.now();
    const { listed, readTo } = await this.queries.listOwn(input, actor, now, children);
    const page = toPage(
      listed,
      input.limit,
      (entry) => entry,
      ({ row }) => [row.startsAt.getTime(), row.id],
    );
    const items = await this.detailsOf(page.items.map(({ row }) => row));
    return {
      nextCursor: page.nextCursor ?? (readTo ? encodeCursor(readTo) : null),
      items: items.map((item, index) => ({ ...item, ofSeries: toLessons(page.items[index]!) })),
    };
  }

  /** What its people read of each. */
  async detailsOf(rows: readonly BookingRow[], tx?: BookingTx): Promise<BookingDetails[]> {
    const [names, cancellations, titles, proposals, moves] = await Promise.all([
      this.people.namesOf(rows),
      this.queries.cancellationsOf(rows, tx),
      this.queries.groupTitlesOf(rows, tx),
      this.queries.proposalsFor(rows, this.clock.now(), tx),
      this.queries.heldMovesFor(rows, tx),
    ]);
    return rows.map((row) => {
      const cancellation = cancellations.get(row.id);
      const proposal = proposals.get(row.id);
      const held = moves.get(row.id);
      return {
        ...toBooking(row),
        ...(held && { heldMove: toHeldMove(held) }),
        learnerName: names.learners.get(row.learnerId) ?? null,
        providerName: names.providers.get(row.providerId) ?? null,
        groupTitle: titles.get(row.groupId ?? '') ?? null,
        askedStartsAt: row.askedStartsAt?.toISOString() ?? null,
        rescheduleProposal: proposal ? toProposal(proposal) : null,
        policy: policyOf(row),
        cancellation: cancellation ? toCancellation(row, cancellation) : null,
        ofSeries: null,
      };
    });
  }
}

/** What a booking of a list stands for; null where it is alone. */
function toLessons({ row, lessons, paid, ...sums }: ListedRow): BookingDetails['ofSeries'] {
  if (lessons <= 1) return null;
  const money = (amount: string | null) => ({
    ...toPrice(row),
    amount: Number(amount ?? 0),
  });
  return { lessons, paid, total: money(sums.total), totalPaid: money(sums.totalPaid) };
}
