-- Keys that devices keep for their owners (WebAuthn); only the public half is here.
CREATE TABLE passkey (
  id            uuid PRIMARY KEY,
  account_id    uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  credential_id text NOT NULL,
  public_key    bytea NOT NULL,
  counter       bigint NOT NULL,
  transports    text[] NOT NULL,
  synced        boolean NOT NULL,
  name          text,
  created_at    timestamptz(3) NOT NULL,
  last_used_at  timestamptz(3)
);
-- Nobody adds a key that another account has.
CREATE UNIQUE INDEX passkey_credential_id_key ON passkey (credential_id);
CREATE INDEX passkey_account_id_idx ON passkey (account_id);

-- Challenges that were answered: none is answered twice.
CREATE TABLE used_passkey_challenge (
  nonce      text PRIMARY KEY,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX used_passkey_challenge_expires_at_idx ON used_passkey_challenge (expires_at);

ALTER TABLE address_notice
  DROP CONSTRAINT address_notice_changed,
  ADD CONSTRAINT address_notice_changed CHECK (changed IN
    ('email', 'sms', 'password', 'second_factor_on', 'second_factor_off', 'recovery_code',
     'passkey_added', 'passkey_removed'));
