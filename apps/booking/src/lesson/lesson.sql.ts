import { statement } from '@edu/persistence';
import { EVIDENCE_MIN } from './lesson.process.ts';

/**
 * Starts the lessons of paid bookings that have none: a build that knew no lessons confirmed them,
 * while this one was rolled out.
 */
export const ADOPT_LESSONS = statement(
  { name: 'text', state: 'text', disputeHours: 'float8', most: 'int' },
  `INSERT INTO process (kind, subject_id, state, data, due_at)
   SELECT :name, id, :state, jsonb_build_object(
     'paid', price_amount, 'refundOrdered', 0, 'refunded', 0, 'disputeHours', :disputeHours,
     'learner', 'unknown', 'provider', 'unknown', 'isSeat', group_id IS NOT NULL),
     ends_at + CASE mode WHEN 'online' THEN interval '${EVIDENCE_MIN} minutes' ELSE interval '0' END
   FROM booking WHERE state = 'confirmed' AND NOT EXISTS (
     SELECT FROM process WHERE kind = :name AND subject_id = booking.id)
   LIMIT :most
   ON CONFLICT DO NOTHING`,
);

/** How a lesson stands. */
export const FIND_LESSON = statement(
  { id: 'uuid', kind: 'text' },
  'SELECT state, due_at FROM process WHERE kind = :kind AND subject_id = :id',
).returns<{ state: string; due_at: Date | null }>();

/** Of a lesson whose money is not the provider's yet. */
export const FIND_LEFT = statement(
  { id: 'uuid', kind: 'text' },
  `SELECT data FROM process WHERE kind = :kind AND subject_id = :id AND state <> 'settled'`,
).returns<{ data: unknown }>();
