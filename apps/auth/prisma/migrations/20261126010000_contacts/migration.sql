-- What notification has to be told of an account: the version of what it should know, and when to
-- tell it; null when it knows. Accounts of before are due at once.
ALTER TABLE account
  ADD COLUMN contact_version  integer NOT NULL DEFAULT 1,
  ADD COLUMN contact_due_at   timestamptz(3) DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN contact_attempts integer NOT NULL DEFAULT 0;
CREATE INDEX account_contact_due ON account (contact_due_at) WHERE contact_due_at IS NOT NULL;

-- In the database, so that no write can forget it.
CREATE FUNCTION account_contact_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.contact_version := OLD.contact_version + 1;
  NEW.contact_due_at := CURRENT_TIMESTAMP;
  NEW.contact_attempts := OLD.contact_attempts + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER account_contact_changed BEFORE UPDATE ON account FOR EACH ROW
WHEN ((OLD.display_name, OLD.email, OLD.phone, OLD.locale)
  IS DISTINCT FROM (NEW.display_name, NEW.email, NEW.phone, NEW.locale))
EXECUTE FUNCTION account_contact_changed();
