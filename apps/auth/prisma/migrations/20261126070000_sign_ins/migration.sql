ALTER TABLE challenge
  DROP CONSTRAINT challenge_purpose,
  ADD CONSTRAINT challenge_purpose
    CHECK (purpose IN ('register', 'login', 'device', 'address', 'step_up', 'reset', 'decoy'));

-- Where somebody signed in, and on what, for whoever looks for sessions that are not theirs. No address
-- of a network is in it.
ALTER TABLE session
  ADD COLUMN country text,
  ADD COLUMN device text;

-- Who signed in to an account, or tried to.
CREATE TABLE sign_in (
  id          uuid PRIMARY KEY,
  account_id  uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  at          timestamptz(3) NOT NULL,
  outcome     text NOT NULL CONSTRAINT sign_in_outcome CHECK (outcome IN
    ('signed_in', 'code_asked', 'wrong_password', 'wrong_code', 'wrong_second_factor', 'suspended')),
  tries       int NOT NULL DEFAULT 1,
  methods     text[] NOT NULL,
  session_id  uuid,
  client      text,
  browser     text,
  system      text,
  country     text,
  new_device  boolean NOT NULL DEFAULT false,
  new_country boolean NOT NULL DEFAULT false,
  expires_at  timestamptz(3) NOT NULL
);
CREATE INDEX sign_in_account_id_id_idx ON sign_in (account_id, id);
CREATE INDEX sign_in_expires_at_idx ON sign_in (expires_at);

-- Devices on which the owner of an account has signed in. What they are called here differs from account
-- to account, so that accounts of one device cannot be put together.
CREATE TABLE known_device (
  account_id   uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  device       text NOT NULL,
  last_used_at timestamptz(3) NOT NULL,
  expires_at   timestamptz(3) NOT NULL,
  PRIMARY KEY (account_id, device)
);
CREATE INDEX known_device_expires_at_idx ON known_device (expires_at);

ALTER TABLE address_notice
  ADD COLUMN sign_in_id uuid,
  DROP CONSTRAINT address_notice_changed,
  ADD CONSTRAINT address_notice_changed CHECK (changed IN
    ('email', 'sms', 'password', 'second_factor_on', 'second_factor_off', 'recovery_code',
     'new_sign_in'));
