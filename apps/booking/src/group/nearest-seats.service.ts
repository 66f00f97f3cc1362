import { Injectable } from '@nestjs/common';
import { Problem } from '@edu/contract-kit';
import { bookingErrors } from '@edu/contracts-booking';
import { Clock } from '@edu/service';
import { BookingDb } from '../booking.db.ts';
import { withParams } from '../quote/with-params.ts';
import { FIND_NEAREST_GROUP, type GroupRow } from './group.sql.ts';

/** What says that a learner cannot have a seat, though another lesson may have one. */
const GONE: ReadonlySet<string> = new Set([
  bookingErrors.groupFull.code,
  bookingErrors.groupOver.code,
  bookingErrors.learnerBusy.code,
]);

/** Group lessons in place of those that cannot be had. */
@Injectable()
export class NearestSeats {
  constructor(
    private readonly db: BookingDb,
    private readonly clock: Clock,
  ) {}

  /**
   * The error; one that says that a seat cannot be had says as well which group lesson of the same provider has
   * one, at a time at which the learner is free: `params.nearest` is when it begins, `params.nearestGroupId` which
   * it is.
   */
  async beside(error: unknown, group: GroupRow, learnerId: string): Promise<unknown> {
    if (!(error instanceof Problem) || !GONE.has(error.code)) return error;
    const { id, provider_id: providerId, mode, subject, starts_at: startsAt } = group;
    const wanted = { id, providerId, mode, subject, startsAt, learnerId, now: this.clock.now() };
    // The refusal stands, whether or not there is something kind to say.
    const [next] = await this.db.query(FIND_NEAREST_GROUP, wanted).catch(() => []);
    if (!next) return error;
    const nearest = next.starts_at.toISOString();
    return withParams(error, { nearest, nearestGroupId: next.id });
  }
}
