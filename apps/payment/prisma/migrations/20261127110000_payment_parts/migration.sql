-- breaks-before: 20261127110000_payment_parts
-- A payment may be for several lessons: what of it is for which. Nothing was released that opens
-- payments without parts, so there is no time in which both are written.
CREATE TABLE payment_part (
  payment_id      uuid NOT NULL REFERENCES payment (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  booking_id      uuid NOT NULL,
  amount          bigint NOT NULL,
  refunded_amount bigint NOT NULL DEFAULT 0,
  earned_amount   bigint NOT NULL DEFAULT 0,
  -- As long as its payment may still be paid; kept by a trigger.
  is_open         boolean NOT NULL DEFAULT true,

  PRIMARY KEY (payment_id, booking_id),
  CONSTRAINT payment_part_money CHECK (amount > 0),
  -- Never more back than was paid for this lesson, and never more earned by it.
  CONSTRAINT payment_part_refunded CHECK (refunded_amount BETWEEN 0 AND amount),
  CONSTRAINT payment_part_earned CHECK (earned_amount BETWEEN 0 AND amount)
);
INSERT INTO payment_part (payment_id, booking_id, amount, refunded_amount, is_open)
SELECT id, booking_id, amount, refunded_amount, status IN ('created', 'unknown', 'pending')
FROM payment;
UPDATE payment_part AS part SET earned_amount = booked.amount
FROM earning AS e, LATERAL (
  SELECT coalesce(sum(entry.amount), 0) AS amount
  FROM ledger_transaction AS movement JOIN ledger_entry AS entry ON transaction_id = movement.id
  WHERE source_type = 'booking' AND source_id = e.booking_id AND purpose = 'earning'
    AND account = 'learner') AS booked
WHERE e.payment_id = part.payment_id AND e.booking_id = part.booking_id;
-- It was never written to: what is earned is of a lesson.
ALTER TABLE payment DROP CONSTRAINT payment_earned, DROP COLUMN earned_amount;

-- A booking is part of one open payment, however many requests race to open it.
DROP INDEX payment_open;
CREATE UNIQUE INDEX payment_part_open ON payment_part (booking_id) WHERE is_open;
CREATE INDEX payment_part_booking_id_idx ON payment_part (booking_id);

CREATE FUNCTION payment_closes_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE payment_part SET is_open = false WHERE payment_id = NEW.id AND is_open;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_closes_parts AFTER UPDATE OF status ON payment FOR EACH ROW
  WHEN (NEW.status IN ('failed', 'canceled', 'succeeded'))
  EXECUTE FUNCTION payment_closes_parts();

-- What was agreed stays, of a part as of its payment.
CREATE FUNCTION payment_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.payment_id, NEW.booking_id, NEW.amount)
     IS DISTINCT FROM (OLD.payment_id, OLD.booking_id, OLD.amount) THEN
    RAISE EXCEPTION 'the terms of a part of payment % cannot change', OLD.payment_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_part_stays BEFORE UPDATE OF payment_id, booking_id, amount ON payment_part
  FOR EACH ROW EXECUTE FUNCTION payment_part_stays();

-- Parts add up to their payment, checked when the transaction commits: what is paid, and what of it
-- went back.
CREATE FUNCTION payment_parts_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  checked CONSTANT uuid := CASE TG_TABLE_NAME
    WHEN 'payment' THEN (to_jsonb(NEW) ->> 'id')::uuid
    ELSE (to_jsonb(coalesce(NEW, OLD)) ->> 'payment_id')::uuid END;
BEGIN
  IF EXISTS (
    SELECT FROM payment WHERE id = checked AND ((amount, refunded_amount) = (
      SELECT sum(part.amount), sum(part.refunded_amount)
      FROM payment_part AS part WHERE payment_id = checked)) IS NOT TRUE) THEN
    RAISE EXCEPTION 'the parts of payment % do not add up to it', checked
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_adds_up AFTER INSERT OR UPDATE OF amount, refunded_amount
  ON payment DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_parts_add_up();
CREATE CONSTRAINT TRIGGER payment_parts_add_up
  AFTER INSERT OR DELETE OR UPDATE OF amount, refunded_amount
  ON payment_part DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION payment_parts_add_up();

-- Money goes back and is earned of a lesson that was paid for.
ALTER TABLE refund ADD CONSTRAINT refund_payment_id_booking_id_fkey
  FOREIGN KEY (payment_id, booking_id) REFERENCES payment_part (payment_id, booking_id)
  ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE earning ADD CONSTRAINT earning_payment_id_booking_id_fkey
  FOREIGN KEY (payment_id, booking_id) REFERENCES payment_part (payment_id, booking_id)
  ON DELETE RESTRICT ON UPDATE RESTRICT;
-- One refund that is made at the psp may be of several lessons.
DROP INDEX refund_payment_id_psp_ref_key;
CREATE UNIQUE INDEX refund_payment_id_booking_id_psp_ref_key
  ON refund (payment_id, booking_id, psp_ref);
CREATE INDEX refund_payment_id_psp_ref_idx ON refund (payment_id, psp_ref);
