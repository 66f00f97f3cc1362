-- Why finance let money go to a number or stopped it, in its own words: they may name people, so they are not
-- in the audit log, which cannot be changed, and go with the account of whoever is paid.
CREATE TABLE payout_note (
  id          uuid PRIMARY KEY,
  provider_id uuid NOT NULL,
  -- As the audit log has it: what was decided, and about which payout or number.
  action      text NOT NULL,
  subject_id  uuid NOT NULL,
  author_id   uuid NOT NULL,
  said        text NOT NULL,
  at          timestamptz(3) NOT NULL,

  CONSTRAINT payout_note_said CHECK (said <> ''),
  CONSTRAINT payout_note_own CHECK (author_id <> provider_id)
);
CREATE INDEX payout_note_provider_id_idx ON payout_note (provider_id);
