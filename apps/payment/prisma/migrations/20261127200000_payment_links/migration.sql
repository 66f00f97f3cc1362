-- What whoever is asked to pay has to know of a lesson.
ALTER TABLE booking_terms
  ADD COLUMN ends_at timestamptz(3),
  ADD COLUMN subject text,
  ADD COLUMN canceled boolean;

-- Lets somebody without an account pay for a booking. It lasts as long as the booking waits for its
-- payment, so it has no end of its own.
CREATE TABLE payment_link (
  id           uuid PRIMARY KEY,
  booking_id   uuid NOT NULL,
  owner_id     uuid NOT NULL,
  -- SHA-256 of the token, which is kept nowhere.
  token_hash   bytea NOT NULL,
  slot         smallint NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  withdrawn_at timestamptz(3),

  CONSTRAINT payment_link_hash CHECK (length(token_hash) = 32),
  -- As many at the same time as there are numbers.
  CONSTRAINT payment_link_slot CHECK (slot BETWEEN 1 AND 3)
);
CREATE UNIQUE INDEX payment_link_token_hash_key ON payment_link (token_hash);
CREATE UNIQUE INDEX payment_link_id_booking_id_key ON payment_link (id, booking_id);
CREATE UNIQUE INDEX payment_link_live ON payment_link (booking_id, slot) WHERE withdrawn_at IS NULL;
CREATE INDEX payment_link_owner_id_idx ON payment_link (owner_id);

CREATE FUNCTION payment_link_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.withdrawn_at IS NOT NULL
     OR (NEW.id, NEW.booking_id, NEW.owner_id, NEW.token_hash, NEW.slot, NEW.created_at)
       IS DISTINCT FROM (OLD.id, OLD.booking_id, OLD.owner_id, OLD.token_hash, OLD.slot, OLD.created_at) THEN
    RAISE EXCEPTION 'link % can only be withdrawn, once', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payment_link_stays BEFORE UPDATE ON payment_link
  FOR EACH ROW EXECUTE FUNCTION payment_link_stays();

-- A link pays for its own booking and for no other.
ALTER TABLE payment
  ADD COLUMN link_id uuid,
  ADD CONSTRAINT payment_link_id_booking_id_fkey FOREIGN KEY (link_id, booking_id)
    REFERENCES payment_link (id, booking_id) ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX payment_link_id_idx ON payment (link_id) WHERE link_id IS NOT NULL;

CREATE FUNCTION payment_link_of_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'who pays payment % cannot change', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER payment_link_of_stays BEFORE UPDATE OF link_id ON payment FOR EACH ROW
  WHEN (NEW.link_id IS DISTINCT FROM OLD.link_id) EXECUTE FUNCTION payment_link_of_stays();

-- One lesson, and no series: whoever is asked sees what they pay for.
CREATE FUNCTION payment_link_pays_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM payment WHERE id = NEW.payment_id AND link_id IS NOT NULL
    AND booking_id <> NEW.booking_id) THEN
    RAISE EXCEPTION 'the link of payment % is for another lesson', NEW.payment_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payment_link_pays_one AFTER INSERT ON payment_part
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payment_link_pays_one();
