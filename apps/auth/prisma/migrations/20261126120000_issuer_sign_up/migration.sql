-- Accounts that begin with an account of another company, and what everybody agreed to.
ALTER TABLE challenge
  ADD COLUMN issuer text,
  ADD COLUMN subject text,
  ADD CONSTRAINT challenge_issuer
    CHECK ((issuer IS NULL) = (subject IS NULL) AND (issuer IS NULL OR purpose = 'register'));

ALTER TABLE account
  ADD COLUMN terms_version text,
  ADD COLUMN terms_accepted_at timestamptz(3),
  ADD CONSTRAINT account_terms CHECK ((terms_version IS NULL) = (terms_accepted_at IS NULL));
