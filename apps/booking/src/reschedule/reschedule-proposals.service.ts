import { Injectable } from '@nestjs/common';
import { newId, type RpcInput } from '@edu/contract-kit';
import {
  bookingErrors,
  bookingEvents,
  bookingRpc,
  type RescheduleProposal,
} from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { findStoredAnswer, idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { doubling, Work } from '@edu/work';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { aboutSlot } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { again, requireFree, type NewTime } from './booking-move.service.ts';
import { close, requireOpen } from './proposal.changes.ts';
import { distinctStarts, ensureProposable, proposalEnd } from './proposal.domain.ts';
import { toProposal } from './proposal.row.ts';
import { SlotQuotes } from './slot-quotes.service.ts';

const CLAIM_MS = 10_000;

/** Other times that providers propose for paid lessons, until they are answered. */
@Injectable()
export class RescheduleProposals {
  constructor(
    private readonly db: BookingDb,
    private readonly queries: BookingQueries,
    private readonly quotes: SlotQuotes,
    private readonly clock: Clock,
    work: Work,
  ) {
    work.follow({
      name: 'reschedule proposals',
      table: 'reschedule_proposal',
      where: `state = 'open'`,
      firstDueAt: 'expires_at',
      claimMs: CLAIM_MS,
      retryAfterMs: doubling({ firstMs: 1_000, maxMs: 60_000 }),
      batch: 2,
      work: ({ id }) => this.expire(id),
    });
  }

  /**
   * Each time is one that could be booked now; none is held.
   *
   * @throws booking.not_found, booking.proposed_already, what `ensureProposable`, `availability.quote`
   * and `requireFree` throw; those of an Idempotency-Key
   */
  async propose(
    input: RpcInput<typeof bookingRpc.proposeReschedule>,
    call: Call,
  ): Promise<RescheduleProposal> {
    const seen = await this.queries.getOwn(input.id, call.actor, 'booking.propose_reschedule');
    const scope = idempotencyScope(bookingRpc.proposeReschedule, call, input);
    const earlier = await findStoredAnswer(this.db, scope, call);
    if (earlier) return earlier;
    const starts = distinctStarts(input.starts);
    ensureProposable(seen, starts, this.clock.now());
    const quotes = await Promise.all(
      starts.map((start) => this.quotes.get(seen, { startsAt: start.toISOString() })),
    );
    return again(() =>
      idempotent(this.db, scope, call, async (tx) => {
        const row = await this.queries.lock(tx, input.id);
        ensureProposable(row, starts, this.clock.now());
        return this.write(tx, row, { starts, quotes, reason: input.reason });
      }),
    );
  }

  /** @throws booking.not_found, booking.nothing_proposed; those of an Idempotency-Key */
  async decline(
    input: RpcInput<typeof bookingRpc.declineReschedule>,
    call: Call,
  ): Promise<RescheduleProposal> {
    await this.queries.getOwn(input.id, call.actor, 'booking.reschedule');
    const scope = idempotencyScope(bookingRpc.declineReschedule, call, input);
    return idempotent(this.db, scope, call, (tx) => this.leave(tx, input.id, 'declined'));
  }

  /** @throws booking.not_found, booking.nothing_proposed; those of an Idempotency-Key */
  async withdraw(
    input: RpcInput<typeof bookingRpc.withdrawReschedule>,
    call: Call,
  ): Promise<RescheduleProposal> {
    await this.queries.getOwn(input.id, call.actor, 'booking.propose_reschedule');
    const scope = idempotencyScope(bookingRpc.withdrawReschedule, call, input);
    return idempotent(this.db, scope, call, (tx) => this.leave(tx, input.id, 'withdrawn'));
  }

  private async write(
    tx: BookingTx,
    row: BookingRow,
    { starts, quotes, reason }: { starts: Date[]; quotes: NewTime[]; reason: string },
  ): Promise<RescheduleProposal> {
    const where = { bookingId: row.id, state: 'open' };
    // One that is over but not worked on yet is in the way for a moment.
    if (await tx.prisma.rescheduleProposal.count({ where })) throw bookingErrors.proposedAlready();
    for (const quote of quotes) await requireFree(tx, row, quote);
    const now = this.clock.now();
    const proposal = await tx.prisma.rescheduleProposal.create({
      data: {
        ...{ id: newId(), bookingId: row.id, proposedBy: row.providerId, startsAt: row.startsAt },
        ...{ starts, reason, proposedAt: now, expiresAt: proposalEnd(now, row, starts) },
      },
    });
    const { starts: startsAt, answerBy } = toProposal(proposal);
    const data = { ...aboutSlot(row), zone: row.zone, starts: startsAt, answerBy };
    await tx.emit(bookingEvents.rescheduleProposed, data);
    return toProposal(proposal);
  }

  /** The lesson stays where it is. */
  private async leave(
    tx: BookingTx,
    id: string,
    outcome: 'declined' | 'withdrawn',
  ): Promise<RescheduleProposal> {
    const row = await this.queries.lock(tx, id);
    const now = this.clock.now();
    const closed = await close(tx, await requireOpen(tx, id, now), outcome, now);
    await this.announce(tx, row, outcome);
    return toProposal(closed);
  }

  private expire(id: string): Promise<void> {
    return this.db.tx(async (tx) => {
      const proposal = await tx.prisma.rescheduleProposal.findUniqueOrThrow({ where: { id } });
      const row = await this.queries.lock(tx, proposal.bookingId);
      // Answered a moment ago, if it is none.
      const open = await tx.prisma.rescheduleProposal.findFirst({ where: { id, state: 'open' } });
      if (!open) return;
      await close(tx, open, 'expired', this.clock.now());
      await this.announce(tx, row, 'expired');
    });
  }

  private announce(
    tx: BookingTx,
    row: BookingRow,
    outcome: 'declined' | 'withdrawn' | 'expired',
  ): Promise<void> {
    const data = { ...aboutSlot(row), zone: row.zone, outcome };
    return tx.emit(bookingEvents.rescheduleNotAgreed, data);
  }
}
