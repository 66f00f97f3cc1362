-- The time zone (IANA) in which somebody reads times; null: not told. It belongs to what notification
-- knows of a person.
ALTER TABLE account ADD COLUMN zone text;
ALTER TABLE challenge ADD COLUMN zone text;

CREATE OR REPLACE TRIGGER account_contact_changed BEFORE UPDATE ON account FOR EACH ROW
WHEN ((OLD.display_name, OLD.email, OLD.phone, OLD.locale, OLD.zone)
  IS DISTINCT FROM (NEW.display_name, NEW.email, NEW.phone, NEW.locale, NEW.zone))
EXECUTE FUNCTION account_contact_changed();
