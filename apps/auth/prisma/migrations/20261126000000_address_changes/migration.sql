-- The session that asked: its code is good only while that lives. Builds of before leave it null;
-- a new address that they asked for has to be asked for again.
ALTER TABLE challenge
  ADD COLUMN session_id uuid,
  DROP CONSTRAINT challenge_purpose,
  ADD CONSTRAINT challenge_purpose
    CHECK (purpose IN ('register', 'login', 'address', 'step_up', 'decoy'));

CREATE INDEX challenge_account_id_idx ON challenge (account_id);

ALTER TABLE session
  -- Keyed hash of the network that signed in: somebody who comes from it again is no stranger.
  ADD COLUMN client text,
  DROP CONSTRAINT session_end_reason,
  ADD CONSTRAINT session_end_reason CHECK (end_reason IN
    ('logout', 'reuse', 'suspended', 'address_changed', 'address_restored'));

-- The last address of its kind, for whoever has to get it back.
CREATE TABLE address_change (
  id          uuid PRIMARY KEY,
  account_id  uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  channel     text NOT NULL,
  old_address text,
  changed_at  timestamptz(3) NOT NULL,
  expires_at  timestamptz(3) NOT NULL,

  CONSTRAINT address_change_channel CHECK (channel IN ('email', 'sms'))
);
CREATE INDEX address_change_account_id_idx ON address_change (account_id);
CREATE INDEX address_change_expires_at_idx ON address_change (expires_at);

-- Messages to addresses of before a change; a row goes when its message is out.
CREATE TABLE address_notice (
  id         uuid PRIMARY KEY,
  change_id  uuid,
  channel    text NOT NULL,
  address    text NOT NULL,
  changed    text NOT NULL,
  locale     text NOT NULL,
  due_at     timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  attempts   integer NOT NULL DEFAULT 0,
  expires_at timestamptz(3) NOT NULL,

  CONSTRAINT address_notice_channel CHECK (channel IN ('email', 'sms')),
  CONSTRAINT address_notice_changed CHECK (changed IN ('email', 'sms'))
);
CREATE INDEX address_notice_due_at_idx ON address_notice (due_at);
CREATE INDEX address_notice_expires_at_idx ON address_notice (expires_at);

-- What a day may cost, such as the SMS to one country.
CREATE TABLE daily_count (
  key        text NOT NULL,
  day        date NOT NULL,
  used       integer NOT NULL,
  expires_at timestamptz(3) NOT NULL,

  PRIMARY KEY (key, day)
);
CREATE INDEX daily_count_expires_at_idx ON daily_count (expires_at);

ALTER TABLE audit_entry
  DROP CONSTRAINT audit_entry_action,
  ADD CONSTRAINT audit_entry_action CHECK (action IN ('registered', 'verified', 'logged_in',
    'login_failed', 'code_failed', 'refresh_reused', 'logged_out', 'suspended', 'reinstated',
    'seeded', 'address_changed', 'address_restored', 'step_up_failed'));

-- Benin dials ten digits since 30 November 2024: 01 before the eight of before.
UPDATE account AS a SET phone = '+22901' || substr(phone, 5)
WHERE phone ~ '^\+229[0-9]{8}$' AND NOT EXISTS (
  SELECT FROM account AS other WHERE other.phone = '+22901' || substr(a.phone, 5));
