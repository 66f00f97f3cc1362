-- Families as profile announces them: who may book for whom, and what without being asked.
CREATE TABLE family (
  child_id     uuid PRIMARY KEY,
  parent_ids   uuid[] NOT NULL,
  has_account  boolean NOT NULL,
  closed       boolean NOT NULL,
  zone         text NOT NULL,
  cap_amount   bigint,
  cap_currency text,
  providers    uuid[],
  hours_from   text,
  hours_to     text,
  version      integer NOT NULL
);
CREATE INDEX family_parent_ids ON family USING gin (parent_ids);

ALTER TABLE booking
  ADD COLUMN payer_id uuid,
  ADD CONSTRAINT booking_payer CHECK (payer_id <> learner_id AND payer_id <> provider_id);
