import { Injectable } from '@nestjs/common';
import {
  platformErrors,
  type Problem,
  type ProblemOptions,
  type RpcInput,
} from '@edu/contract-kit';
import {
  availabilityErrors,
  availabilityRpc,
  type QuotedLesson,
  type QuotedSeries,
  type SeriesObstacle,
} from '@edu/contracts-availability';
import {
  bookingErrors,
  bookingRpc,
  MAX_UNPAID_SERIES,
  type Booking,
  type Series,
  type SeriesPreview,
} from '@edu/contracts-booking';
import { RpcClient, type Call } from '@edu/messaging';
import {
  findStoredAnswer,
  idempotencyScope,
  replay,
  storable,
  type IdempotencyScope,
} from '@edu/persistence';
import { Clock } from '@edu/service';
import type { z } from 'zod';
import { BookingConfig } from '../app.config.ts';
import { BookingDb } from '../booking.db.ts';
import { MAX_HOLDS, MAX_HOLDS_OF_PROVIDER, secondsUntil } from '../booking/booking.domain.ts';
import { bookingPolicies } from '../booking/booking.policies.ts';
import { amongRivals, type RivalOutcome } from '../booking/rivals.ts';
import { Families } from '../family/families.service.ts';
import type { Approval } from '../generated/prisma/client.ts';
import { ChildSeries } from './child-series.service.ts';
import {
  CREATE_SERIES,
  FIND_OBSTACLES,
  type CreateSeriesRow,
  type CreateSeriesValues,
} from './create-series.sql.ts';
import { learnerTimes } from './learner-times.ts';
import { newSeries } from './new-series.ts';

const MINUTE_MS = 60_000;
/** How often a statement is run again: many slots meet more rivals than one. */
const RETRIES = { learner_contended: 12, slot_contended: 12, rival: 3, lock_wait: 3 };
/** How often lessons that turn out to be taken are left out of what is wanted. */
const ATTEMPTS = 3;

type Outcome = CreateSeriesRow['outcome'] | RivalOutcome;
type Refusal = (options: Pick<ProblemOptions, 'retryAfter'>) => Problem;

const REFUSALS: Record<Exclude<Outcome, 'created' | 'replayed'>, Refusal> = {
  key_in_flight: platformErrors.idempotencyKeyInFlight,
  learner_contended: bookingErrors.slotContended,
  slot_contended: bookingErrors.slotContended,
  rival: bookingErrors.slotContended,
  lock_wait: bookingErrors.slotContended,
  of_family: bookingErrors.slotContended,
  not_offered: availabilityErrors.slotNotOffered,
  not_free: bookingErrors.seriesNotFree,
  too_many_holds: (options) =>
    bookingErrors.tooManyHolds({ params: { max: MAX_HOLDS }, ...options }),
  too_many_holds_of_provider: (options) =>
    bookingErrors.tooManyHoldsOfProvider({ params: { max: MAX_HOLDS_OF_PROVIDER }, ...options }),
  too_many_series: (options) =>
    bookingErrors.tooManySeries({ params: { max: MAX_UNPAID_SERIES }, ...options }),
};

type Wanted = RpcInput<typeof bookingRpc.previewSeries>;

/** What somebody wants to book together. */
interface SeriesOrder {
  readonly wanted: Wanted;
  readonly take: 'all' | 'free';
  readonly subject: string | null;
  readonly everyWeeks: number | null;
  /** A parent wants it although it is beyond the caps. */
  readonly beyondCaps: boolean;
  /** The child asked for it, and a parent approves. */
  readonly approvalId?: string;
  /** Starts, ms: no other lesson is booked. */
  readonly only?: ReadonlySet<number>;
}

/** Books lessons together. */
@Injectable()
export class SeriesCreation {
  constructor(
    private readonly db: BookingDb,
    private readonly rpc: RpcClient,
    private readonly families: Families,
    private readonly children: ChildSeries,
    private readonly config: BookingConfig,
    private readonly clock: Clock,
  ) {}

  /** @throws booking.own_lesson, booking.learner_not_found, what `availability.quote_series` throws */
  async preview(input: Wanted, call: Call): Promise<SeriesPreview> {
    const { learnerId } = await this.checkLearner(input, call);
    const times = await learnerTimes(this.db, { learnerId, now: this.clock.now() });
    const quote = await this.quote(input, times);
    const lessons = await this.withObstacles(quote, learnerId);
    const free = lessons.filter(({ obstacle }) => obstacle === null).length;
    const { providerId, zone, price, policy } = quote;
    return {
      ...{ providerId, zone, price, policy, free },
      total: { ...price, amount: price.amount * free },
      lessons: lessons.map(({ startsAt, endsAt, obstacle, nearest }) => ({
        ...{ startsAt, endsAt, obstacle, nearest },
      })),
    };
  }

  /**
   * Holds all slots of a series, or those that are free where that is wanted. One call to
   * availability and one round trip to PostgreSQL, and one more for each time that lessons turn out
   * to be taken since.
   *
   * @throws booking.own_lesson, what `availability.quote_series` throws, booking.series_not_free,
   * booking.too_many_holds, booking.too_many_holds_of_provider, booking.too_many_series;
   * booking.learner_not_found, booking.learner_closed, booking.identity_unchecked,
   * booking.beyond_caps; booking.slot_contended when trying again may help; those of an Idempotency-Key
   */
  async create(input: RpcInput<typeof bookingRpc.createSeries>, call: Call): Promise<Series> {
    const scope = idempotencyScope(bookingRpc.createSeries, call, input);
    const { take, subject = null, beyondCaps, ...wanted } = input;
    const everyWeeks = wanted.repeat?.everyWeeks ?? null;
    const order = { wanted, take, subject, everyWeeks, beyondCaps };
    return this.hold(order, scope, (series) => series, call);
  }

  /**
   * The series that a child asked for, held for its parent, who pays: the lessons of the request and
   * no others, whatever is free by now.
   *
   * @param approval of a child of the actor, for a series
   * @returns its first lesson
   * @throws booking.approval_closed, booking.price_raised, and what `create` throws but
   * booking.beyond_caps
   */
  approve(
    approval: Approval,
    scope: IdempotencyScope<typeof Booking>,
    call: Call,
  ): Promise<Booking> {
    const { id: approvalId, childId, providerId, startsAt, endsAt, subject } = approval;
    const { seriesStarts, seriesSkipped } = approval;
    const wanted = {
      ...{ providerId, learnerId: childId, mode: approval.mode as Booking['mode'] },
      starts: [...seriesStarts, ...seriesSkipped].map((start) => start.toISOString()),
      durationMinutes: (endsAt.getTime() - startsAt.getTime()) / MINUTE_MS,
    };
    const order = {
      ...{ wanted, subject, approvalId, beyondCaps: true },
      ...{ take: approval.seriesTake as 'all' | 'free', everyWeeks: approval.seriesEveryWeeks },
      only: new Set(seriesStarts.map((start) => start.getTime())),
    };
    return this.hold(order, scope, ({ lessons }) => lessons[0]!, call);
  }

  private async hold<A extends z.ZodType>(
    order: SeriesOrder,
    scope: IdempotencyScope<A>,
    answerOf: (series: Series) => z.output<A>,
    call: Call,
  ): Promise<z.output<A>> {
    const { wanted, take, subject, everyWeeks, only } = order;
    const { learnerId, isForChild } = await this.checkLearner(wanted, call);
    try {
      const quote = await this.quote(wanted);
      const asked = only
        ? quote.lessons.filter(({ startsAt }) => only.has(Date.parse(startsAt)))
        : quote.lessons;
      let taken = asked.filter(({ obstacle }) => obstacle === null);
      for (let attempt = 1; ; attempt++) {
        if (taken.length === 0 || (take === 'all' && taken.length < asked.length)) {
          throw bookingErrors.seriesNotFree();
        }
        const now = this.clock.now();
        const { series, values } = newSeries(quote, taken, {
          ...{ learnerId, now, payerId: isForChild ? scope.actorId : null },
          ...{ mode: wanted.mode, subject, everyWeeks, holdMinutes: this.config.HOLD_MINUTES },
        });
        const answer = storable(scope, answerOf(series));
        const row = { ...values, ...scope, answer, isFamilyAsked: false };
        const inserted = await this.insert(order, series, row, isForChild, call);
        const { outcome, stored, retry_at: retryAt, obstacles } = inserted;
        if (outcome === 'created') {
          this.db.outboxChanged();
          return answerOf(series);
        }
        if (outcome === 'replayed') return replay(stored!, scope, call);
        if (outcome === 'not_free' && take === 'free' && attempt < ATTEMPTS) {
          const gone = new Set(obstacles!.map(({ position }) => position));
          taken = taken.filter((_, index) => !gone.has(index + 1));
          continue;
        }
        throw REFUSALS[outcome](retryAt ? { retryAfter: secondsUntil(retryAt, now) } : {});
      }
    } catch (error) {
      // The slots may be taken because this very call took them before.
      const earlier = await findStoredAnswer(this.db, scope, call);
      if (!earlier) throw error;
      return earlier;
    }
  }

  private async checkLearner(input: Wanted, call: Call) {
    const { learnerId = call.actor.userId } = input;
    bookingPolicies.check('booking.create', call.principal, input);
    const isForChild = learnerId !== call.actor.userId;
    if (isForChild) await this.families.find(learnerId, call.principal);
    return { learnerId, isForChild };
  }

  private quote(
    { providerId, starts, repeat, durationMinutes, mode }: Wanted,
    learner: Awaited<ReturnType<typeof learnerTimes>> = {},
  ) {
    const pattern = {
      ...{ providerId, starts, durationMinutes, mode, ...(repeat && { repeat }) },
      ...learner,
    };
    return this.rpc.call(availabilityRpc.quoteSeries, pattern, { withActor: false });
  }

  /** What availability may not know yet: what was booked a moment ago. */
  private async withObstacles(quote: QuotedSeries, learnerId: string): Promise<QuotedLesson[]> {
    const { providerId } = quote;
    const lessons = quote.lessons.map((lesson, position) => ({
      ...{ position, starts_at: lesson.startsAt, ends_at: lesson.endsAt },
      ...{ busy_from: lesson.busyFrom, busy_until: lesson.busyUntil },
    }));
    const values = { learnerId, providerId, lessons: JSON.stringify(lessons), moved: [] };
    const [found] = await this.db.query(FIND_OBSTACLES, values);
    const more = new Map<number, SeriesObstacle>();
    for (const { position, obstacle } of found!.obstacles ?? []) more.set(position, obstacle);
    return quote.lessons.map((lesson, position) => ({
      ...lesson,
      obstacle: lesson.obstacle ?? more.get(position) ?? null,
    }));
  }

  private async insert(
    order: SeriesOrder,
    series: Series,
    row: CreateSeriesValues,
    isForChild: boolean,
    call: Call,
  ) {
    const forChild = () => this.children.insert(order, series, row, call);
    if (isForChild) return amongRivals(forChild, RETRIES);
    const own = await amongRivals<CreateSeriesRow>(async () => {
      const [inserted] = await this.db.query(CREATE_SERIES, row);
      return inserted!;
    }, RETRIES);
    return own.outcome === 'of_family' ? amongRivals(forChild, RETRIES) : own;
  }
}
