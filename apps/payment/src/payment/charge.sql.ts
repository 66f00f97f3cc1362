import { insertEvents, statement } from '@edu/persistence';

/**
 * Everything of a payment that has succeeded in one round trip: its status, the movement of money,
 * the event, and the psp's event that brought the news; or nothing at all when the payment is
 * not as it was seen. What is written has been decided outside.
 *
 * $1 payment, $2 status that was seen, $3 the psp's reference, $4 ledger transaction,
 * $5 ledger entries, $6 events, $7 psp event.
 */
export const CHARGE = statement(`
WITH paid AS (
  UPDATE payment SET status = 'succeeded', psp_ref = $3::text, due_at = NULL, updated_at = now()
  WHERE id = $1::uuid AND status = $2::text AND (psp_ref IS NULL OR psp_ref = $3::text)
  RETURNING id
), movement AS (
  INSERT INTO ledger_transaction (id, payment_id, purpose)
  SELECT $4::uuid, id, 'charge' FROM paid
  RETURNING id
), entries AS (
  INSERT INTO ledger_entry (transaction_id, account, owner, amount, currency)
  SELECT movement.id, account, owner, amount, currency
  FROM movement, jsonb_to_recordset($5::jsonb) AS entry(
    account text, owner text, amount bigint, currency text)
), event AS (${insertEvents('$6')} WHERE EXISTS (SELECT FROM paid)
), processed AS (
  UPDATE psp_event
  SET outcome = 'applied', processed_at = now(), due_at = NULL, error = NULL
  WHERE id = $7::uuid AND EXISTS (SELECT FROM paid)
)
SELECT id FROM paid`);
