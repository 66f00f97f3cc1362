import { bookingEvents } from '@edu/contracts-booking';
import { outboxRow, statement, type OutboxRow } from '@edu/persistence';
import type { BookingTx } from '../booking.db.ts';
import type { Booking as BookingRow, Prisma } from '../generated/prisma/client.ts';
import { transition, type BookingCommand } from './booking.domain.ts';
import { CHANGE_STATES } from './change-states.sql.ts';
import { aboutSlot, stateOf } from './booking.row.ts';

/**
 * What was proposed for lessons as they were is not proposed any more.
 *
 * @returns the moves that are held for them, locked
 */
const END_PROPOSALS = statement(
  { ids: 'uuid[]', at: 'timestamptz' },
  `WITH ended AS (
     UPDATE reschedule_proposal SET state = 'ended', closed_at = :at, due_at = NULL
     WHERE booking_id = ANY (:ids) AND state = 'open'
   )
   SELECT id FROM booking WHERE moves_id = ANY (:ids) AND state = 'pending' FOR UPDATE`,
).returns<{ id: string }>();

/** Lessons of which other times may be proposed or held. */
const MOVABLE: readonly string[] = ['confirmed', 'no_show'];

export interface Reason {
  /** A user's id, or the name of the service that decided. */
  readonly actor: string;
  readonly reason: string;
  readonly at: Date;
  readonly paymentId?: string;
  /** What else of the row changes with it: its time, of one that is moved. */
  readonly change?: Prisma.BookingUpdateInput;
}

/**
 * Moves a locked row to its next state and writes the history. What was proposed and held for a lesson
 * as it was is over.
 *
 * @throws booking.illegal_transition
 */
export async function applyTransition(
  tx: BookingTx,
  row: BookingRow,
  command: BookingCommand,
  { actor, reason, at, paymentId, change }: Reason,
): Promise<BookingRow> {
  const state = transition(stateOf(row), command);
  if (MOVABLE.includes(row.state)) await endPlans(tx, [row.id], at);
  return tx.prisma.booking.update({
    where: { id: row.id },
    data: {
      state,
      holdNumber: null,
      holdExpiresAt: null,
      ...(paymentId && { paymentId }),
      ...change,
      version: { increment: 1 },
      updatedAt: at,
      history: { create: { fromState: row.state, toState: state, actor, reason, at } },
    },
  });
}

/**
 * Locked lessons are not as they were: nothing is proposed for them any more, and moves that are held
 * give their time back.
 *
 * @param except moves that end otherwise
 */
export async function endPlans(
  tx: BookingTx,
  ids: readonly string[],
  at: Date,
  except: readonly string[] = [],
): Promise<void> {
  const held = (await tx.query(END_PROPOSALS, { ids: [...ids], at })).map(({ id }) => id);
  const over = held.filter((id) => !except.includes(id));
  if (over.length === 0) return;
  const rows = await tx.prisma.booking.findMany({ where: { id: { in: over } } });
  const changes = rows.map((row) => ({
    ...{ row, actor: 'booking', reason: 'its lesson is not as it was' },
    event: (after: BookingRow) =>
      outboxRow(bookingEvents.canceled, {
        ...{ ...aboutSlot(after), by: 'platform', wasPaid: false, was: stateOf(row) },
      }),
  }));
  await applyTransitions(tx, 'cancel', changes, at);
}

/** A locked row that goes on, and what is said of it. */
export interface Change {
  readonly row: BookingRow;
  /** A user's id, or the name of the service that decided. */
  readonly actor: string;
  readonly reason: string;
  /** @param after the row as it is then */
  readonly event: (after: BookingRow) => OutboxRow;
}

/**
 * The same for several, with their events, in one round trip.
 *
 * @returns them as they are now, in this order
 * @throws booking.illegal_transition
 */
export async function applyTransitions(
  tx: BookingTx,
  command: BookingCommand,
  changes: readonly Change[],
  at: Date,
): Promise<BookingRow[]> {
  if (changes.length === 0) return [];
  const ids = changes.map(({ row }) => row.id);
  const paid = changes.filter(({ row }) => MOVABLE.includes(row.state)).map(({ row }) => row.id);
  if (paid.length > 0) await endPlans(tx, paid, at, ids);
  const changed = changes.map(({ row, actor, reason, event }) => {
    const state = transition(stateOf(row), command);
    const ended = { state, holdNumber: null, holdExpiresAt: null };
    const after = { ...row, ...ended, version: row.version + 1, updatedAt: at };
    return {
      after,
      event: event(after),
      json: { id: row.id, was: row.state, state, actor, reason },
    };
  });
  await tx.execute(CHANGE_STATES, {
    ...{ at, changes: JSON.stringify(changed.map(({ json }) => json)) },
    events: JSON.stringify(changed.map(({ event }) => event)),
  });
  tx.emitted = true;
  return changed.map(({ after }) => after);
}
