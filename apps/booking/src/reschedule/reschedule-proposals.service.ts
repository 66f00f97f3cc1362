import { Injectable } from '@nestjs/common';
import { newId, Problem, type RpcInput } from '@edu/contract-kit';
import {
  bookingErrors,
  bookingEvents,
  bookingRpc,
  type ProposalOfVersion,
} from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import { findStoredAnswer, idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { doubling, Work } from '@edu/work';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { aboutSlot } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import { isTimeRefused } from '../quote/nearest-times.service.ts';
import { withParams } from '../quote/with-params.ts';
import { again, requireFree, type NewTime } from './booking-move.service.ts';
import { close, newVersion, requireOpen } from './proposal.changes.ts';
import { distinctStarts, ensureProposable, proposalEnd } from './proposal.domain.ts';
import { withVersion } from './proposal.row.ts';
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
   * @throws booking.not_found, platform.version_mismatch, booking.proposed_already, what `ensureProposable`, `availability.quote`
   * and `requireFree` throw; those of an Idempotency-Key
   */
  async propose(
    input: RpcInput<typeof bookingRpc.proposeReschedule>,
    call: Call,
  ): Promise<ProposalOfVersion> {
    const seen = await this.queries.getOwn(input.id, call.actor, 'booking.propose_reschedule');
    const scope = idempotencyScope(bookingRpc.proposeReschedule, call, input);
    const earlier = await findStoredAnswer(this.db, scope, call);
    if (earlier) return earlier;
    // Also before availability is asked, which might refuse for what has changed since.
    call.requireVersion(seen.version);
    const starts = distinctStarts(input.starts);
    ensureProposable(seen, starts, this.clock.now());
    try {
      const quotes = await Promise.all(
        starts.map((start) => {
          const startsAt = start.toISOString();
          return aboutStart(startsAt, this.quotes.get(seen, { startsAt }));
        }),
      );
      return await again(() =>
        idempotent(this.db, scope, call, async (tx) => {
          const row = await this.queries.lock(tx, input.id);
          call.requireVersion(row.version);
          ensureProposable(row, starts, this.clock.now());
          return this.write(tx, row, { starts, quotes, reason: input.reason });
        }),
      );
    } catch (error) {
      const startsAt = error instanceof Problem && error.params?.['startsAt'];
      throw typeof startsAt === 'string'
        ? await this.quotes.beside(error, seen, { startsAt })
        : error;
    }
  }

  /** @throws booking.not_found, platform.version_mismatch, booking.nothing_proposed; those of an Idempotency-Key */
  async decline(
    input: RpcInput<typeof bookingRpc.declineReschedule>,
    call: Call,
  ): Promise<ProposalOfVersion> {
    await this.queries.getOwn(input.id, call.actor, 'booking.reschedule');
    const scope = idempotencyScope(bookingRpc.declineReschedule, call, input);
    return idempotent(this.db, scope, call, (tx) => this.leave(tx, input.id, 'declined', call));
  }

  /** @throws booking.not_found, platform.version_mismatch, booking.nothing_proposed; those of an Idempotency-Key */
  async withdraw(
    input: RpcInput<typeof bookingRpc.withdrawReschedule>,
    call: Call,
  ): Promise<ProposalOfVersion> {
    await this.queries.getOwn(input.id, call.actor, 'booking.propose_reschedule');
    const scope = idempotencyScope(bookingRpc.withdrawReschedule, call, input);
    return idempotent(this.db, scope, call, (tx) => this.leave(tx, input.id, 'withdrawn', call));
  }

  private async write(
    tx: BookingTx,
    row: BookingRow,
    { starts, quotes, reason }: { starts: Date[]; quotes: NewTime[]; reason: string },
  ): Promise<ProposalOfVersion> {
    const where = { bookingId: row.id, state: 'open' };
    // One that is over but not worked on yet is in the way for a moment.
    if (await tx.prisma.rescheduleProposal.count({ where })) throw bookingErrors.proposedAlready();
    for (const quote of quotes) await aboutStart(quote.startsAt, requireFree(tx, row, quote));
    const now = this.clock.now();
    const proposal = await tx.prisma.rescheduleProposal.create({
      data: {
        ...{ id: newId(), bookingId: row.id, proposedBy: row.providerId, startsAt: row.startsAt },
        ...{ starts, reason, proposedAt: now, expiresAt: proposalEnd(now, row, starts) },
      },
    });
    const proposed = await newVersion(tx, row);
    const answer = withVersion(proposal, proposed);
    await tx.emit(bookingEvents.rescheduleProposed, {
      ...aboutSlot(proposed),
      ...{ starts: answer.starts, answerBy: answer.answerBy },
    });
    return answer;
  }

  /** The lesson stays where it is. */
  private async leave(
    tx: BookingTx,
    id: string,
    outcome: 'declined' | 'withdrawn',
    call: Call,
  ): Promise<ProposalOfVersion> {
    const row = await this.queries.lock(tx, id);
    call.requireVersion(row.version);
    const now = this.clock.now();
    const closed = await close(tx, await requireOpen(tx, id, now), outcome, now);
    const left = await newVersion(tx, row);
    await this.announce(tx, left, outcome);
    return withVersion(closed, left);
  }

  private expire(id: string): Promise<void> {
    return this.db.tx(async (tx) => {
      const proposal = await tx.prisma.rescheduleProposal.findUniqueOrThrow({ where: { id } });
      const row = await this.queries.lock(tx, proposal.bookingId);
      // Answered a moment ago, if it is none.
      const open = await tx.prisma.rescheduleProposal.findFirst({ where: { id, state: 'open' } });
      if (!open) return;
      await close(tx, open, 'expired', this.clock.now());
      await this.announce(tx, await newVersion(tx, row), 'expired');
    });
  }

  private announce(
    tx: BookingTx,
    row: BookingRow,
    outcome: 'declined' | 'withdrawn' | 'expired',
  ): Promise<void> {
    const data = { ...aboutSlot(row), outcome };
    return tx.emit(bookingEvents.rescheduleNotAgreed, data);
  }
}

/** Of several times the one that cannot be had: its refusal says which, as `params.startsAt`. */
async function aboutStart<T>(startsAt: string, judged: Promise<T>): Promise<T> {
  try {
    return await judged;
  } catch (error) {
    throw isTimeRefused(error) ? withParams(error, { startsAt }) : error;
  }
}
