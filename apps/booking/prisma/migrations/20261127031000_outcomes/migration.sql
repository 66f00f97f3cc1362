-- One side says that a lesson was not as its outcome says; the money waits until support has decided.
CREATE TABLE dispute (
  booking_id uuid PRIMARY KEY REFERENCES booking (id) ON DELETE CASCADE ON UPDATE CASCADE,
  opened_by  uuid NOT NULL,
  side       text NOT NULL,
  text       text NOT NULL,
  opened_at  timestamptz(3) NOT NULL,
  decide_by  timestamptz(3) NOT NULL,
  decided_at timestamptz(3),
  decided_by uuid,
  refund_pct smallint,
  reason     text,
  CONSTRAINT dispute_side CHECK (side IN ('learner', 'provider')),
  CONSTRAINT dispute_refund CHECK (refund_pct BETWEEN 0 AND 100),
  CONSTRAINT dispute_decided CHECK (num_nulls(decided_at, decided_by, refund_pct, reason) IN (0, 4))
);
CREATE INDEX dispute_open ON dispute (decide_by) WHERE decided_at IS NULL;

-- What the provider says was done, for the learner and the parents.
CREATE TABLE lesson_report (
  booking_id uuid PRIMARY KEY REFERENCES booking (id) ON DELETE CASCADE ON UPDATE CASCADE,
  written_by uuid NOT NULL,
  done       text NOT NULL,
  next       text,
  written_at timestamptz(3) NOT NULL
);
