ALTER TABLE challenge
  DROP CONSTRAINT challenge_purpose,
  ADD CONSTRAINT challenge_purpose
    CHECK (purpose IN ('register', 'login', 'address', 'step_up', 'reset', 'decoy'));

ALTER TABLE session
  DROP CONSTRAINT session_end_reason,
  ADD CONSTRAINT session_end_reason CHECK (end_reason IN
    ('logout', 'ended_elsewhere', 'reuse', 'suspended', 'address_changed', 'address_restored',
     'roles_changed', 'password_changed', 'second_factor_changed'));

-- What the messages about an account may be about, addresses aside.
ALTER TABLE address_notice
  DROP CONSTRAINT address_notice_changed,
  ADD CONSTRAINT address_notice_changed CHECK (changed IN
    ('email', 'sms', 'password', 'second_factor_on', 'second_factor_off', 'recovery_code'));

-- An app that makes codes out of the time (RFC 6238).
CREATE TABLE totp (
  account_id   uuid PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  secret       bytea NOT NULL,
  created_at   timestamptz(3) NOT NULL,
  confirmed_at timestamptz(3),
  last_step    bigint NOT NULL DEFAULT 0
);

-- For whoever has lost that app. A row goes when its code is used.
CREATE TABLE recovery_code (
  hash       text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX recovery_code_account_id_idx ON recovery_code (account_id);

-- A sign-in that waits for its second factor.
CREATE TABLE half_sign_in (
  hash       text PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  amr        text[] NOT NULL,
  tries      smallint NOT NULL DEFAULT 0,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX half_sign_in_account_id_idx ON half_sign_in (account_id);
CREATE INDEX half_sign_in_expires_at_idx ON half_sign_in (expires_at);
