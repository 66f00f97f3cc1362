import type { RpcArgs } from '@edu/contract-kit';
import { MAX_LEARNER_TIMES, type availabilityRpc } from '@edu/contracts-availability';
import { statement } from '@edu/persistence';
import type { BookingTx } from '../booking.db.ts';
import { lessonOf } from '../booking/busy.sql.ts';
import { LIVE } from '../booking/states.sql.ts';

/** The first ones, of a learner with very many. */
const FIND_TIMES = statement(
  { learnerId: 'uuid', moved: 'uuid[]', from: 'timestamptz' },
  `SELECT starts_at, ends_at FROM booking
   WHERE learner_id = :learnerId AND state IN ${LIVE} AND ends_at > :from AND ${lessonOf('booking')} <> ALL (:moved)
   ORDER BY starts_at LIMIT ${MAX_LEARNER_TIMES}`,
).returns<{ starts_at: Date; ends_at: Date }>();

interface Learner {
  readonly learnerId: string;
  /** Bookings that are to be at other times. */
  readonly moved?: readonly string[];
  readonly now: Date;
}

/**
 * What availability needs to know of a learner to name times at which both are free: when they have other
 * lessons from now on. Nothing of one who has none.
 */
export async function learnerTimes(
  db: Pick<BookingTx, 'query'>,
  { learnerId, moved = [], now }: Learner,
): Promise<Pick<RpcArgs<typeof availabilityRpc.quoteSeries>, 'learnerBusy'>> {
  const rows = await db.query(FIND_TIMES, { learnerId, moved: [...moved], from: now });
  const learnerBusy = rows.map((row) => ({
    ...{ startsAt: row.starts_at.toISOString(), endsAt: row.ends_at.toISOString() },
  }));
  return learnerBusy.length > 0 ? { learnerBusy } : {};
}
