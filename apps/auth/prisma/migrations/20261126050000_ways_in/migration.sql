-- By what the user of a session proved who they are (RFC 8176), and when they last did. Builds of
-- before leave both out: that is by one factor, when the session began.
ALTER TABLE session
  ADD COLUMN amr text[] NOT NULL DEFAULT '{}',
  ADD COLUMN authenticated_at timestamptz(3);
