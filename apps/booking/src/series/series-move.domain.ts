import type { SeriesMovePreview } from '@edu/contracts-booking';
import { MAX_RESCHEDULES } from '@edu/contracts-booking';
import { refundOf } from '../booking/booking.domain.ts';
import { policyOf } from '../booking/booking.row.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';

export type MoveObstacle = NonNullable<SeriesMovePreview['lessons'][number]['obstacle']>;

/** Where a lesson is to be, and what is in the way. */
export interface PlannedMove {
  readonly row: BookingRow;
  /** ISO 8601, with the buffers of the provider. */
  readonly time: {
    readonly startsAt: string;
    readonly endsAt: string;
    readonly busyFrom: string;
    readonly busyUntil: string;
  };
  readonly obstacle: MoveObstacle | null;
  readonly nearest: string | null;
}

export interface Target {
  readonly row: BookingRow;
  /** Epoch milliseconds. */
  readonly at: number;
  /** False where clocks skip the time on that day. */
  readonly exists: boolean;
}

/**
 * Where lessons go: the first to `startsAt`, the others as many days further and at the same time of
 * day, as clocks of the zone show it; those of `instead` where that says.
 *
 * @param rows in the order of time, never empty
 */
export function targetsOf(
  rows: readonly BookingRow[],
  startsAt: string,
  instead: ReadonlyMap<string, string>,
  zone: string,
): Target[] {
  const local = (at: Date | string) =>
    Temporal.Instant.from(typeof at === 'string' ? at : at.toISOString()).toZonedDateTimeISO(zone);
  const first = local(startsAt);
  const { days } = local(rows[0]!.startsAt)
    .toPlainDate()
    .until(first.toPlainDate(), { largestUnit: 'day' });
  return rows.map((row, index) => {
    const given = instead.get(row.id) ?? (index === 0 ? startsAt : undefined);
    if (given) return { row, at: Date.parse(given), exists: true };
    const wanted = local(row.startsAt)
      .toPlainDate()
      .add({ days })
      .toPlainDateTime(first.toPlainTime());
    const found = wanted.toZonedDateTime(zone);
    return { row, at: found.epochMilliseconds, exists: found.toPlainDateTime().equals(wanted) };
  });
}

/** What the rules of a lesson that is moved alone say of one; an unpaid one costs nothing to call off. */
export function obstacleOf(row: BookingRow, at: number, now: Date): MoveObstacle | null {
  if (at === row.startsAt.getTime()) return 'same_time';
  if (row.reschedules >= MAX_RESCHEDULES) return 'moved_often';
  if (row.state !== 'confirmed') return null;
  const { startsAt, createdAt: bookedAt, priceAmount: paid } = row;
  const { refundPct } = refundOf({
    ...{ by: 'learner', now, startsAt, bookedAt, paid },
    policy: policyOf(row),
  });
  return refundPct < 100 ? 'late' : null;
}

/**
 * The same moves, with those that others are in the way of: a lesson that stays keeps its time, and
 * lessons that want each other's times cannot go one after the other.
 */
export function settle(moves: readonly PlannedMove[]): PlannedMove[] {
  let settled = [...moves];
  for (;;) {
    const stay = settled.filter(({ obstacle }) => obstacle !== null);
    const blocked = settled.filter(
      (move) => move.obstacle === null && stay.some(({ row }) => wants(move, row)),
    );
    const stuck = new Set(blocked.length > 0 ? blocked : inCircles(settled));
    if (stuck.size === 0) return settled;
    const obstacle = blocked.length > 0 ? 'busy' : 'overlaps';
    settled = settled.map((move) => (stuck.has(move) ? { ...move, obstacle } : move));
  }
}

/**
 * Those that can be moved, turn by turn: where one goes nobody is any more but those of earlier turns. As
 * many turns as lessons where each takes the time of the next one, else a single one as a rule.
 */
export function inTurns(moves: readonly PlannedMove[]): PlannedMove[][] {
  let left = moves.filter(({ obstacle }) => obstacle === null);
  const turns: PlannedMove[][] = [];
  for (;;) {
    const turn = left.filter((move) => !left.some((other) => isBefore(move, other)));
    if (turn.length === 0) return turns;
    turns.push(turn);
    left = left.filter((move) => !turn.includes(move));
  }
}

function inCircles(moves: readonly PlannedMove[]): PlannedMove[] {
  const ordered = new Set(inTurns(moves).flat());
  return moves.filter((move) => move.obstacle === null && !ordered.has(move));
}

/** Whether another has to go before: it still has the time. */
const isBefore = (move: PlannedMove, other: PlannedMove) =>
  move !== other && wants(move, other.row);

const wants = ({ time }: PlannedMove, { busyFrom, busyUntil }: BookingRow) =>
  Date.parse(time.busyFrom) < busyUntil.getTime() &&
  busyFrom.getTime() < Date.parse(time.busyUntil);
