-- What lets staff add their first passkey: an operator's link, once. A newer one takes its place.
CREATE TABLE passkey_invitation (
  account_id uuid PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  hash       text NOT NULL,
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX passkey_invitation_expires_at_idx ON passkey_invitation (expires_at);
