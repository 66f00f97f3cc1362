-- Accounts of other companies that sign in to ours (OpenID Connect).
CREATE TABLE issuer_link (
  id           uuid PRIMARY KEY,
  account_id   uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  issuer       text NOT NULL,
  subject      text NOT NULL,
  created_at   timestamptz(3) NOT NULL,
  last_used_at timestamptz(3)
);
CREATE UNIQUE INDEX issuer_link_issuer_subject_key ON issuer_link (issuer, subject);
CREATE UNIQUE INDEX issuer_link_account_id_issuer_key ON issuer_link (account_id, issuer);

ALTER TABLE address_notice
  DROP CONSTRAINT address_notice_changed,
  ADD CONSTRAINT address_notice_changed CHECK (changed IN
    ('email', 'sms', 'password', 'second_factor_on', 'second_factor_off', 'recovery_code',
     'new_sign_in', 'passkey_added', 'passkey_removed', 'issuer_linked', 'issuer_unlinked'));
