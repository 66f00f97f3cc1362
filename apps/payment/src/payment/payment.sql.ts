import { insertEvents, statement } from '@edu/persistence';
import { insertPosting, POSTING } from '../ledger/ledger.sql.ts';

/** The one open payment of a booking, unless there is one already. */
export const OPEN_PAYMENT = statement(
  {
    id: 'uuid',
    bookingId: 'uuid',
    payerId: 'uuid',
    psp: 'text',
    amount: 'bigint',
    currency: 'text',
    payer: 'jsonb?',
    askAgainMs: 'float8',
  },
  `INSERT INTO payment (id, booking_id, payer_id, psp, amount, currency, payer, due_at)
   VALUES (:id, :bookingId, :payerId, :psp, :amount, :currency, :payer,
     now() + :askAgainMs * interval '1 ms')
   ON CONFLICT (booking_id) WHERE status IN ('created', 'unknown', 'pending') DO NOTHING`,
);

/**
 * Lets one request order an intent where two orders would make two; the others wait until the psp must
 * know of it.
 */
export const CLAIM_ORDER = statement(
  { id: 'uuid', forMs: 'float8' },
  `UPDATE payment SET ordered_until = now() + :forMs * interval '1 ms'
   WHERE id = :id AND psp_ref IS NULL AND (ordered_until IS NULL OR ordered_until < now())
   RETURNING id`,
);

/** Has the psp asked now about payments that somebody looks at, each at most every five seconds. */
export const ASK_NOW = statement(
  { ids: 'uuid[]' },
  `UPDATE payment SET due_at = now(), looked_at = now()
   WHERE id = ANY(:ids) AND due_at > now()
     AND coalesce(looked_at, created_at) < now() - interval '5 seconds'
   RETURNING id`,
);

/** Held until the transaction ends. */
export const LOCK_PAYMENT = statement(
  { id: 'uuid' },
  'SELECT FROM payment WHERE id = :id FOR UPDATE',
);

/**
 * Everything of a payment that has succeeded in one round trip: its status, the movement of money,
 * the event, and the psp's event that brought the news; or nothing at all when the payment is not
 * as it was seen. What is written has been decided outside; a test holds it equal to what
 * `PaymentUpdater.apply` does in a transaction.
 */
export const CHARGE = statement(
  {
    ...POSTING,
    paymentId: 'uuid',
    seenStatus: 'text',
    pspRef: 'text',
    events: 'jsonb',
    pspEventId: 'uuid',
  },
  `
WITH paid AS (
  UPDATE payment
  SET status = 'succeeded', psp_ref = :pspRef, payer = NULL, due_at = NULL, updated_at = now()
  WHERE id = :paymentId AND status = :seenStatus AND (psp_ref IS NULL OR psp_ref = :pspRef)
  RETURNING id
), ${insertPosting('paid')}, event AS (${insertEvents(':events')} WHERE EXISTS (SELECT FROM paid)
), processed AS (
  UPDATE psp_event SET outcome = 'applied', processed_at = now(), due_at = NULL, error = NULL
  WHERE id = :pspEventId AND EXISTS (SELECT FROM paid)
)
SELECT id FROM paid`,
);
