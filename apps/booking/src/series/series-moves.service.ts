import { Injectable } from '@nestjs/common';
import type { RpcInput } from '@edu/contract-kit';
import { availabilityRpc, type QuotedLesson, type QuotedSeries } from '@edu/contracts-availability';
import {
  bookingErrors,
  bookingRpc,
  type Booking,
  type Series,
  type SeriesMovePreview,
} from '@edu/contracts-booking';
import { RpcClient, type Call } from '@edu/messaging';
import { findStoredAnswer, idempotencyScope, idempotent } from '@edu/persistence';
import { Clock } from '@edu/service';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { minutesOf } from '../booking/booking.row.ts';
import { again } from '../reschedule/booking-move.service.ts';
import { ChildMoves } from '../reschedule/child-moves.service.ts';
import { chosenLessons, LOCK_LESSONS } from './chosen-lessons.ts';
import { FIND_OBSTACLES } from './create-series.sql.ts';
import { learnerTimes } from './learner-times.ts';
import { LessonMoves } from './lesson-moves.service.ts';
import {
  obstacleOf,
  settle,
  targetsOf,
  type PlannedMove,
  type Target,
} from './series-move.domain.ts';
import { SeriesQueries, toSeries, type SeriesWithLessons } from './series.queries.ts';

type Wanted = RpcInput<typeof bookingRpc.previewSeriesMove>;
type Db = Pick<BookingTx, 'query'>;

interface Plan {
  readonly series: SeriesWithLessons;
  /** Of the provider now. */
  readonly zone: string;
  readonly moves: readonly PlannedMove[];
}

/** Puts lessons of a series at other times together. */
@Injectable()
export class SeriesMoves {
  constructor(
    private readonly db: BookingDb,
    private readonly rpc: RpcClient,
    private readonly queries: SeriesQueries,
    private readonly children: ChildMoves,
    private readonly moving: LessonMoves,
    private readonly clock: Clock,
  ) {}

  /**
   * What `move` would do now.
   *
   * @throws booking.series_not_found, booking.not_found, booking.series_over, what
   * `availability.quote_series` throws
   */
  async preview(input: Wanted, { actor }: Call): Promise<SeriesMovePreview> {
    const series = await this.queries.getOwn(input.seriesId, actor, 'series.move');
    const plan = await this.plan(series, input);
    const moves = await this.judge(this.db, plan);
    return {
      zone: plan.zone,
      free: moves.filter(({ obstacle }) => obstacle === null).length,
      lessons: moves.map(({ row, time: { startsAt, endsAt }, obstacle, nearest }) => ({
        ...{ bookingId: row.id, from: row.startsAt.toISOString() },
        ...{ startsAt, endsAt, obstacle, nearest },
      })),
    };
  }

  /**
   * Moves all of the chosen lessons or none, or those that can be moved where that is wanted; in one
   * transaction, in which each lesson has its old time or its new one.
   *
   * @throws what `preview` throws, booking.series_not_moved, booking.slot_contended; of a child what
   * `ChildMoves.ensureMay` throws; those of an Idempotency-Key
   */
  async move(input: RpcInput<typeof bookingRpc.moveSeries>, call: Call): Promise<Series> {
    const { seriesId, take } = input;
    const series = await this.queries.getOwn(seriesId, call.actor, 'series.move');
    const scope = idempotencyScope(bookingRpc.moveSeries, call, input);
    const planned = await this.plan(series, input).then(
      (plan) => ({ plan }),
      async (error: unknown) => {
        // What this very call did before may be why it is refused now.
        const earlier = await findStoredAnswer(this.db, scope, call);
        if (!earlier) throw error;
        return { earlier };
      },
    );
    if ('earlier' in planned) return planned.earlier;
    const { plan } = planned;
    const isOfFamily = await this.children.isOfFamily(series);
    return again(() =>
      idempotent(this.db, scope, call, async (tx) => {
        const wanted = plan.moves.filter(({ obstacle }) => obstacle === null);
        if (isOfFamily) {
          const times = wanted.map(({ time }) => time);
          await this.children.ensureMay(tx, series, times, call);
        }
        await tx.execute(LOCK_LESSONS, { seriesId });
        ensureUnchanged(plan, await this.queries.read(tx, seriesId));
        await this.moving.takeSlots(tx, series, wanted);
        const moves = await this.judge(tx, plan);
        const isWhole = moves.every(
          ({ obstacle }) => obstacle === null || obstacle === 'same_time',
        );
        const going = moves.filter(({ obstacle }) => obstacle === null);
        if (going.length === 0 || (take === 'all' && !isWhole))
          throw bookingErrors.seriesNotMoved();
        const terms = { zone: plan.zone, actor: call.actor.userId, at: this.clock.now() };
        await this.moving.apply(tx, going, terms);
        return toSeries(await this.queries.read(tx, seriesId));
      }),
    );
  }

  /** What of it availability and the rules allow; bookings are looked at by `judge`. */
  private async plan(series: SeriesWithLessons, input: Wanted): Promise<Plan> {
    const now = this.clock.now();
    const rows = chosenLessons(series, input, now);
    const instead = new Map(input.instead.map(({ bookingId, startsAt }) => [bookingId, startsAt]));
    const known = new Set(rows.map(({ id }) => id));
    if ([...instead.keys()].some((id) => !known.has(id))) throw bookingErrors.notFound();
    const targets = targetsOf(rows, input.startsAt, instead, series.zone);
    const { quotes, zone } = await this.quote(series, targets, now);
    const taken = new Set<number>();
    const moves = targets.map((target): PlannedMove => {
      const { row, at, exists } = target;
      const quoted = quotes.get(keyOf(target))!;
      const isTwice = taken.has(at);
      taken.add(at);
      const { obstacle, nearest, ...time } = quoted;
      const own = obstacleOf(row, at, now);
      const others = isTwice ? 'overlaps' : exists ? obstacle : 'not_offered';
      return { row, time, obstacle: own ?? others, nearest: own === null ? nearest : null };
    });
    return { series, zone, moves };
  }

  /** One call to availability, and one more for each other length of lessons. */
  private async quote(
    { providerId, learnerId }: SeriesWithLessons,
    targets: readonly Target[],
    now: Date,
  ) {
    const moved = targets.map(({ row }) => row.id);
    const times = await learnerTimes(this.db, { learnerId, moved, now });
    const byMinutes = Map.groupBy(targets, ({ row }) => minutesOf(row));
    const quotes = new Map<string, QuotedLesson>();
    let zone = '';
    for (const [durationMinutes, group] of byMinutes) {
      const series: QuotedSeries = await this.rpc.call(
        availabilityRpc.quoteSeries,
        {
          ...{ providerId, durationMinutes, mode: group[0]!.row.mode as Booking['mode'] },
          starts: [...new Set(group.map(({ at }) => new Date(at).toISOString()))],
          movedBookingIds: moved,
          ...times,
        },
        { withActor: false },
      );
      zone = series.zone;
      for (const lesson of series.lessons) {
        quotes.set(`${durationMinutes} ${Date.parse(lesson.startsAt)}`, lesson);
      }
    }
    return { quotes, zone };
  }

  /** What is in the way now, the other lessons of the learner as well. */
  private async judge(db: Db, { series, moves }: Plan): Promise<PlannedMove[]> {
    const { learnerId, providerId } = series;
    const lessons = moves.map(({ time }, position) => ({
      ...{ position, starts_at: time.startsAt, ends_at: time.endsAt },
      ...{ busy_from: time.busyFrom, busy_until: time.busyUntil },
    }));
    const [found] = await db.query(FIND_OBSTACLES, {
      ...{ learnerId, providerId, lessons: JSON.stringify(lessons) },
      moved: moves.map(({ row }) => row.id),
    });
    const more = new Map(found!.obstacles?.map(({ position, obstacle }) => [position, obstacle]));
    return settle(
      moves.map((move, position) => ({
        ...move,
        obstacle: move.obstacle ?? more.get(position) ?? null,
      })),
    );
  }
}

/** @throws booking.slot_contended where lessons were paid, moved or called off since */
function ensureUnchanged({ moves }: Plan, { bookings }: SeriesWithLessons): void {
  const versions = new Map(bookings.map(({ id, version }) => [id, version]));
  if (moves.some(({ row }) => versions.get(row.id) !== row.version)) {
    throw bookingErrors.slotContended();
  }
}

const keyOf = ({ row, at }: Target) => `${minutesOf(row)} ${at}`;
