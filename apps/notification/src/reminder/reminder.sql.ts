import { statement, type Tx } from '@edu/persistence';
import { announceMessages, DRAFTS, INSERT_MESSAGES } from '../message/message.sql.ts';
import { remindersOf } from './reminder.domain.ts';

const insert = (from: string) => `INSERT INTO reminder (id, booking_id, kind, starts_at, due_at)
  SELECT planned.id, "bookingId", kind, "startsAt", "dueAt"
  FROM ${from}jsonb_to_recordset(:reminders) AS planned(id uuid, "bookingId" uuid, kind text,
    "startsAt" timestamptz, "dueAt" timestamptz)
  ON CONFLICT DO NOTHING`;

/** A JSON array of planned reminders. */
export const PLANNED = { reminders: 'jsonb' } as const;
/** As part of an event's effect. */
export const PLAN_FIRST = insert('first, ');
const PLAN = statement(PLANNED, insert(''));

/** Plans what lessons that stand have ahead of them; what is planned already stays. */
export async function plan(
  tx: Pick<Tx, 'execute'>,
  bookings: readonly { bookingId: string; startsAt: string; stands: boolean }[],
  now: Date,
): Promise<void> {
  const reminders = bookings
    .filter(({ stands }) => stands)
    .flatMap((booking) => remindersOf(booking, now));
  await tx.execute(PLAN, { reminders: JSON.stringify(reminders) });
}

/** The messages of a reminder and its end in one statement: nothing if it is in other hands by now. */
export const SEND = statement(
  { id: 'uuid', attempts: 'int', ...DRAFTS },
  `WITH first AS (
     UPDATE reminder SET sent_at = now()
     WHERE id = :id AND coalesce(attempts = :attempts AND sent_at IS NULL, false) RETURNING id AS reminder_id
   ), written AS (${INSERT_MESSAGES}),
   event AS (${announceMessages('written')})
   SELECT reminder_id FROM first`,
).returns<{ reminder_id: string }>();

/** It is about a time at which the lesson is not any more. */
export const DROP = statement(
  { id: 'uuid', attempts: 'int' },
  'DELETE FROM reminder WHERE id = :id AND coalesce(attempts = :attempts, false)',
);
