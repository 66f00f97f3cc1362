-- Lessons that a link pays for besides its own, as those of a series: said when it is made, and never changed.
ALTER TABLE payment_link
  ADD COLUMN others uuid[] NOT NULL DEFAULT '{}',
  ADD CONSTRAINT payment_link_others CHECK (cardinality(others) <= 51 AND NOT booking_id = ANY (others));

CREATE OR REPLACE FUNCTION payment_link_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL
     OR (NEW.id, NEW.booking_id, NEW.others, NEW.owner_id, NEW.token_hash, NEW.slot, NEW.created_at)
       IS DISTINCT FROM (OLD.id, OLD.booking_id, OLD.others, OLD.owner_id, OLD.token_hash, OLD.slot, OLD.created_at)
  THEN
    RAISE EXCEPTION 'link % can only be withdrawn, once', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- The lessons of the link, all of them and no others: whoever is asked sees what they pay for. A service that
-- knows links of one lesson alone is refused where it would take a link of several for one.
CREATE OR REPLACE FUNCTION payment_link_pays_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM payment JOIN payment_link AS link ON link.id = payment.link_id
    WHERE payment.id = NEW.payment_id AND (
      NOT NEW.booking_id = ANY (link.booking_id || link.others)
      OR cardinality(link.others) + 1
        <> (SELECT count(*) FROM payment_part AS part WHERE part.payment_id = payment.id))) THEN
    RAISE EXCEPTION 'the link of payment % is for other lessons', NEW.payment_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
