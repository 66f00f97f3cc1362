import { statement } from '@edu/persistence';

/** A room with what is known of its door, of the lesson at the time that it has now. */
export interface DoorRow {
  readonly learner_id: string;
  readonly payer_id: string | null;
  readonly provider_id: string;
  readonly mode: string;
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly wrong_pins: number;
  readonly checked_in_at: Date | null;
}

const DOOR = `
  SELECT learner_id, payer_id, provider_id, mode, starts_at, ends_at,
    CASE WHEN door_for = starts_at THEN wrong_pins ELSE 0 END AS wrong_pins,
    CASE WHEN door_for = starts_at THEN checked_in_at END AS checked_in_at
  FROM room WHERE booking_id = :bookingId AND state = 'open'
    AND :userId IN (learner_id, payer_id, provider_id)`;

const OF = { bookingId: 'uuid', userId: 'uuid' } as const;

export const FIND_DOOR = statement(OF, DOOR).returns<DoorRow>();

/** One entry after the other: tries are counted, and the lesson is not moved meanwhile. */
export const LOCK_DOOR = statement(OF, `${DOOR} FOR UPDATE`).returns<DoorRow>();

export const KEEP_ENTRY = statement(
  { bookingId: 'uuid', wrongPins: 'int', checkedInAt: 'timestamptz?' },
  `UPDATE room SET door_for = starts_at, wrong_pins = :wrongPins, checked_in_at = :checkedInAt
   WHERE booking_id = :bookingId`,
);
