-- With what somebody signed in, as far as their browser said: for the owner of the account, who looks
-- for sessions that are not theirs.
ALTER TABLE session
  ADD COLUMN browser text,
  ADD COLUMN system text,
  DROP CONSTRAINT session_end_reason,
  ADD CONSTRAINT session_end_reason CHECK (end_reason IN
    ('logout', 'ended_elsewhere', 'reuse', 'suspended', 'address_changed', 'address_restored'));
