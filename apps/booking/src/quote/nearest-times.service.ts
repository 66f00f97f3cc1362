import { Injectable } from '@nestjs/common';
import { Problem, type RpcArgs, type RpcOutput } from '@edu/contract-kit';
import { availabilityErrors, availabilityRpc } from '@edu/contracts-availability';
import { bookingErrors } from '@edu/contracts-booking';
import { RpcClient } from '@edu/messaging';
import { BookingDb } from '../booking.db.ts';
import { FIND_FREE } from './nearest-times.sql.ts';
import { withParams } from './with-params.ts';

type Asked = RpcArgs<typeof availabilityRpc.nearStarts>;
type Time = Omit<Asked, 'isTaken' | 'atMost'>;
type NearStart = RpcOutput<typeof availabilityRpc.nearStarts>['starts'][number];

/** Many who want one time are refused together: one question is enough for all of them. */
const SHARED_MS = 1_000;
/** A refusal does not wait longer for what only makes it kinder. */
const PATIENCE_MS = 500;

/** What says that nobody can have a time. */
const GONE: ReadonlySet<string> = new Set([
  availabilityErrors.slotNotOffered.code,
  bookingErrors.slotTaken.code,
]);

/** Whether an error says that a time cannot be had. */
export const isGone = (error: unknown): error is Problem =>
  error instanceof Problem && GONE.has(error.code);

/** Whether an error says that the learner has another lesson then. */
export const isLearnerBusy = (error: unknown): error is Problem =>
  error instanceof Problem && error.is(bookingErrors.learnerBusy);

/** Whether an error says that somebody cannot have a time. */
export const isTimeRefused = (error: unknown): error is Problem =>
  isGone(error) || isLearnerBusy(error);

/** Free times near those that cannot be had. */
@Injectable()
export class NearestTimes {
  readonly #asked = new Map<string, Promise<string | undefined>>();

  constructor(
    private readonly rpc: RpcClient,
    private readonly db: BookingDb,
  ) {}

  /**
   * The start nearest to one that cannot be had, within a week, at which the provider is free, and the learner
   * where one is given; undefined where none is known.
   *
   * @param isTaken somebody has just taken it: availability may not know yet, so what overlaps it is no answer
   */
  of(
    wanted: Time,
    { learnerId, isTaken = false }: { learnerId?: string | undefined; isTaken?: boolean } = {},
  ): Promise<string | undefined> {
    const { providerId, startsAt, durationMinutes, mode, trial, movedBookingId } = wanted;
    const time = { providerId, startsAt, durationMinutes, mode, trial, movedBookingId };
    const key = JSON.stringify([time, learnerId, isTaken]);
    const known = this.#asked.get(key);
    if (known) return known;
    // Whoever has lessons of their own may have them at the nearest.
    const asked = this.#ask({ ...time, isTaken, ...(!learnerId && { atMost: 1 }) })
      .then((starts) => (learnerId ? this.#freeOf(starts, time, learnerId) : starts[0]?.startsAt))
      .catch(() => undefined);
    this.#asked.set(key, asked);
    setTimeout(() => this.#asked.delete(key), SHARED_MS).unref();
    return asked;
  }

  /** The error; one that says that a time cannot be had says as well, as `params.nearest`, which can. */
  async beside(error: unknown, time: Time, learnerId?: string): Promise<unknown> {
    if (!isTimeRefused(error)) return error;
    const nearest = await this.of(time, { learnerId, isTaken: error.is(bookingErrors.slotTaken) });
    return nearest ? withParams(error, { nearest }) : error;
  }

  async #ask(asked: Asked): Promise<readonly NearStart[]> {
    const options = { withActor: false, timeoutMs: PATIENCE_MS };
    return (await this.rpc.call(availabilityRpc.nearStarts, asked, options)).starts;
  }

  /** Here all bookings are known, so those of the provider are looked at once more. */
  async #freeOf(
    starts: readonly NearStart[],
    { providerId, movedBookingId }: Time,
    learnerId: string,
  ): Promise<string | undefined> {
    const [free] = await this.db.query(FIND_FREE, {
      ...{ providerId, learnerId, movedBookingId: movedBookingId ?? null },
      starts: starts.map(({ startsAt }) => startsAt),
      ends: starts.map(({ endsAt }) => endsAt),
      busyFrom: starts.map(({ busyFrom }) => busyFrom),
      busyUntil: starts.map(({ busyUntil }) => busyUntil),
    });
    return free?.starts_at.toISOString();
  }
}
