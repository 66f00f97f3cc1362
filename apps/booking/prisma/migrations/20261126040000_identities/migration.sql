-- Until when the identity of a provider counts, as profile announces it: without, no child is booked for.
CREATE TABLE checked_identity (
  provider_id    uuid PRIMARY KEY,
  identity_until timestamptz(3),
  version        integer NOT NULL
);
