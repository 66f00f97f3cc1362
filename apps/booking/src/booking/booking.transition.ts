import type { OutboxRow } from '@edu/persistence';
import type { BookingTx } from '../booking.db.ts';
import type { Booking as BookingRow, Prisma } from '../generated/prisma/client.ts';
import { transition, type BookingCommand } from './booking.domain.ts';
import { endProposal } from '../reschedule/proposal.changes.ts';
import { CHANGE_STATES } from './change-states.sql.ts';
import { stateOf } from './booking.row.ts';

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
 * Moves a locked row to its next state and writes the history. What was proposed for a lesson as it
 * was is not proposed any more.
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
  if (row.state === 'confirmed') await endProposal(tx, row.id, at);
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
