import { MOST_LINKS } from '@edu/contracts-payment';
import { statement } from '@edu/persistence';

/**
 * Takes the first place that is free among those of a booking. Of two that race for one the second is
 * refused by `payment_link_live`, and finds another when it tries again.
 */
export const MAKE_LINK = statement(
  { id: 'uuid', bookingId: 'uuid', others: 'uuid[]', ownerId: 'uuid', tokenHash: 'bytea' },
  `INSERT INTO payment_link (id, booking_id, others, owner_id, token_hash, slot)
   SELECT :id, :bookingId, :others, :ownerId, :tokenHash, free
   FROM generate_series(1, ${MOST_LINKS}) AS free
   WHERE NOT EXISTS (SELECT FROM payment_link
     WHERE booking_id = :bookingId AND slot = free AND withdrawn_at IS NULL)
   ORDER BY free LIMIT 1
   RETURNING created_at AS "createdAt"`,
).returns<{ createdAt: Date }>();

/** Nobody can begin to pay with it any more, and what was begun is closed. */
export const WITHDRAW_LINK = statement(
  { id: 'uuid', bookingId: 'uuid', ownerId: 'uuid' },
  `WITH withdrawn AS (
     UPDATE payment_link SET withdrawn_at = now()
     WHERE id = :id AND booking_id = :bookingId AND owner_id = :ownerId AND withdrawn_at IS NULL
     RETURNING id
   ), closed AS (
     UPDATE payment SET close_requested_at = now(), due_at = now(), attempts = 0
     FROM withdrawn
     WHERE link_id = withdrawn.id AND status IN ('created', 'unknown', 'pending')
   )
   SELECT id FROM withdrawn`,
);
