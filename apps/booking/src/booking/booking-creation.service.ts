import { Injectable } from '@nestjs/common';
import {
  platformErrors,
  type Problem,
  type ProblemOptions,
  type RpcInput,
} from '@edu/contract-kit';
import { availabilityErrors } from '@edu/contracts-availability';
import { bookingErrors, bookingRpc, type Booking } from '@edu/contracts-booking';
import type { Call } from '@edu/messaging';
import {
  findStoredAnswer,
  idempotencyScope,
  replay,
  storable,
  type IdempotencyScope,
} from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingConfig } from '../app.config.ts';
import { BookingDb } from '../booking.db.ts';
import type { Approval } from '../generated/prisma/client.ts';
import { seatQuote } from '../group/group.row.ts';
import type { GroupRow } from '../group/group.sql.ts';
import { Families } from '../family/families.service.ts';
import { isLearnerBusy } from '../quote/nearest-times.service.ts';
import { Quotes } from '../quote/quotes.service.ts';
import { MAX_HOLDS, MAX_HOLDS_OF_PROVIDER, secondsUntil } from './booking.domain.ts';
import { bookingPolicies } from './booking.policies.ts';
import { ChildBookings, type Order } from './child-bookings.service.ts';
import {
  CREATE_BOOKING,
  type CreateBookingRow,
  type CreateBookingValues,
  type CreateOutcome,
} from './create-booking.sql.ts';
import { newBooking } from './new-booking.ts';
import { amongRivals, type Tried } from './rivals.ts';
import { SameTime } from './same-time.ts';

const MINUTE_MS = 60_000;

/** Why a statement is worth running again, and how often. */
const RETRIES = {
  /** One learner's calls at once, each of which may be the one that succeeds. */
  learner_contended: 12,
  /** Another learner has the slot, most likely for good; who has one beside it is gone by then. */
  slot_contended: 1,
  /** The rows that refused ours were not there to be seen: now they say who was first. */
  rival: MAX_HOLDS,
  /** It waited for a lock for too long, or in a circle. */
  lock_wait: 1,
} as const;
type Retry = keyof typeof RETRIES;

type Inserted = Tried<CreateBookingRow>;

type Refusal = (options: Pick<ProblemOptions, 'retryAfter'>) => Problem;
const REFUSALS: Record<Exclude<CreateOutcome, 'created' | 'replayed'> | Retry, Refusal> = {
  key_in_flight: platformErrors.idempotencyKeyInFlight,
  learner_contended: bookingErrors.slotContended,
  slot_contended: bookingErrors.slotContended,
  rival: bookingErrors.slotContended,
  lock_wait: bookingErrors.slotContended,
  not_offered: availabilityErrors.slotNotOffered,
  slot_taken: bookingErrors.slotTaken,
  learner_busy: bookingErrors.learnerBusy,
  trial_used: bookingErrors.trialUsed,
  group_over: bookingErrors.groupOver,
  group_full: bookingErrors.groupFull,
  // The account became a child's while it was booking: the next try goes by the family's caps.
  of_family: bookingErrors.slotContended,
  too_many_holds: (options) =>
    bookingErrors.tooManyHolds({ params: { max: MAX_HOLDS }, ...options }),
  too_many_holds_of_provider: (options) =>
    bookingErrors.tooManyHoldsOfProvider({ params: { max: MAX_HOLDS_OF_PROVIDER }, ...options }),
};

/** Holds slots for learners. */
@Injectable()
export class BookingCreation {
  readonly #sameTime: SameTime;

  constructor(
    private readonly db: BookingDb,
    private readonly quotes: Quotes,
    private readonly families: Families,
    private readonly children: ChildBookings,
    private readonly config: BookingConfig,
    private readonly clock: Clock,
  ) {
    this.#sameTime = new SameTime(db);
  }

  /**
   * Holds a slot until it is paid, at the price of the provider. The client says only which one;
   * availability says whether and for how much. With the quote that was shown, a booking is one round
   * trip to PostgreSQL, without it a call to availability and one; for a child, and by one, a short
   * transaction.
   *
   * @throws booking.own_lesson, booking.quote_outdated, what `availability.quote` throws, booking.slot_taken,
   * booking.learner_busy, booking.trial_used, booking.too_many_holds, booking.too_many_holds_of_provider;
   * booking.learner_not_found, booking.learner_closed, booking.identity_unchecked,
   * booking.beyond_caps; booking.slot_contended when trying again may help; those of an Idempotency-Key
   */
  async create(input: RpcInput<typeof bookingRpc.create>, call: Call): Promise<Booking> {
    // A client that asks for a new quote and tries again means the same booking.
    const { quote, ...order } = input;
    const { learnerId = call.actor.userId, beyondCaps, ...wanted } = order;
    const scope = idempotencyScope(bookingRpc.create, call, order);
    return this.hold({ wanted, learnerId, beyondCaps, quote, scope }, call);
  }

  /**
   * The lesson that a child asked for, held for its parent, who pays. The request counts once: it is
   * answered in the transaction that books, or stays open.
   *
   * @param approval of a child of the actor, for one lesson
   * @throws booking.approval_closed, booking.price_raised, and what `create` throws but
   * booking.beyond_caps
   */
  approve(
    approval: Approval,
    scope: IdempotencyScope<typeof Booking>,
    call: Call,
  ): Promise<Booking> {
    const { id: approvalId, childId: learnerId, providerId, startsAt, endsAt, subject } = approval;
    const wanted = {
      ...{ providerId, startsAt: startsAt.toISOString(), ...(subject && { subject }) },
      durationMinutes: (endsAt.getTime() - startsAt.getTime()) / MINUTE_MS,
      mode: approval.mode as Booking['mode'],
      trial: false,
    };
    return this.hold({ wanted, learnerId, beyondCaps: true, approvalId, scope }, call);
  }

  /**
   * Holds a seat in a group lesson, at the terms of that lesson.
   *
   * @throws booking.group_over, booking.group_full, and what `create` throws
   */
  async bookSeat(
    group: GroupRow,
    input: RpcInput<typeof bookingRpc.bookSeat>,
    call: Call,
  ): Promise<Booking> {
    const { learnerId = call.actor.userId, beyondCaps } = input;
    const { starts_at: startsAt, ends_at: endsAt, subject } = group;
    const wanted = {
      ...{ providerId: group.provider_id, startsAt: startsAt.toISOString(), trial: false },
      durationMinutes: (endsAt.getTime() - startsAt.getTime()) / MINUTE_MS,
      ...{ mode: group.mode as Booking['mode'], ...(subject && { subject }) },
    };
    const scope = idempotencyScope(bookingRpc.bookSeat, call, input);
    return this.hold({ wanted, learnerId, beyondCaps, group, scope }, call);
  }

  /** What is refused for its time is refused with the nearest that can be had. */
  private async hold(order: Order, call: Call): Promise<Booking> {
    try {
      return await this.tryToHold(order, call);
    } catch (error) {
      const { wanted, learnerId, group } = order;
      if (group) throw await this.quotes.nearestSeats.beside(error, group, learnerId);
      // The many who lose a race for a slot share one question; one's own lessons make it one's own.
      const asker = isLearnerBusy(error) ? learnerId : undefined;
      throw await this.quotes.nearest.beside(error, wanted, asker);
    }
  }

  private async tryToHold(order: Order, call: Call): Promise<Booking> {
    const { wanted, learnerId, quote: shown, group, scope } = order;
    bookingPolicies.check('booking.create', call.principal, wanted);
    const isForChild = learnerId !== call.actor.userId;
    // 404 before any other refusal.
    if (isForChild) await this.families.find(learnerId, call.principal);
    const quoted = group ? { quote: seatQuote(group) } : await this.quote(order, shown, call);
    if ('earlier' in quoted) return quoted.earlier;

    const now = this.clock.now();
    const { booking, values } = newBooking(wanted, quoted.quote, {
      ...{ learnerId, now, payerId: isForChild ? scope.actorId : null },
      holdMinutes: this.config.HOLD_MINUTES,
      group,
    });
    const answer = storable(scope, booking);
    const row = { ...values, ...scope, answer, isFamilyAsked: false };
    const forChild = () => this.children.insert(order, booking, row, call);
    const own = isForChild ? undefined : await this.insertOwn(row);
    const inserted = own && own.outcome !== 'of_family' ? own : await this.insert(forChild);
    const { outcome, stored, retry_at: retryAt } = inserted;
    if (outcome === 'created') {
      this.db.outboxChanged();
      return booking;
    }
    if (outcome === 'replayed') return replay(stored!, scope, call);
    throw REFUSALS[outcome](retryAt ? { retryAfter: secondsUntil(retryAt, now) } : {});
  }

  /** What availability says of the slot, or the answer of an earlier call with the same key. */
  private async quote({ wanted, scope }: Order, shown: Order['quote'], call: Call) {
    const { subject: _, ...slot } = wanted;
    try {
      return { quote: await this.quotes.of(slot, shown) };
    } catch (error) {
      // The slot may be taken because this very call took it before.
      const earlier = await findStoredAnswer(this.db, scope, call);
      if (!earlier) throw error;
      return { earlier };
    }
  }

  private insert(attempt: () => Promise<CreateBookingRow>): Promise<Inserted> {
    return amongRivals(attempt, RETRIES);
  }

  private insertOwn(row: CreateBookingValues & IdempotencyScope): Promise<Inserted> {
    const insert = () =>
      this.insert(async () => {
        const [inserted] = await this.db.query(CREATE_BOOKING, row);
        return inserted!;
      });
    // Seats of a group are in one time.
    if (row.groupId) return insert();
    const { providerId, busyFrom, busyUntil } = row;
    return this.#sameTime.decide([providerId, busyFrom, busyUntil].join(), row, insert);
  }
}
