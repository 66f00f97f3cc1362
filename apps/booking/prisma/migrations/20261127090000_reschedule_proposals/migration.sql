-- Other times that providers propose for paid lessons. None of them is held.
CREATE TABLE reschedule_proposal (
  id          uuid PRIMARY KEY,
  booking_id  uuid NOT NULL REFERENCES booking (id) ON DELETE CASCADE ON UPDATE CASCADE,
  proposed_by uuid NOT NULL,
  -- When the lesson is, for which they are proposed.
  starts_at   timestamptz(3) NOT NULL,
  starts      timestamptz(3)[] NOT NULL,
  reason      text NOT NULL,
  state       text NOT NULL DEFAULT 'open',
  proposed_at timestamptz(3) NOT NULL,
  expires_at  timestamptz(3) NOT NULL,
  closed_at   timestamptz(3),
  due_at      timestamptz(3),
  attempts    integer NOT NULL DEFAULT 0,
  CONSTRAINT reschedule_proposal_state
    CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn', 'expired', 'ended')),
  CONSTRAINT reschedule_proposal_starts CHECK (cardinality(starts) BETWEEN 1 AND 3),
  CONSTRAINT reschedule_proposal_in_time
    CHECK (expires_at > proposed_at AND expires_at <= starts_at - interval '6 hours'),
  CONSTRAINT reschedule_proposal_closed CHECK ((state = 'open') = (closed_at IS NULL))
);
CREATE UNIQUE INDEX reschedule_proposal_open ON reschedule_proposal (booking_id) WHERE state = 'open';
CREATE INDEX reschedule_proposal_booking ON reschedule_proposal (booking_id, proposed_at);
CREATE INDEX reschedule_proposal_due ON reschedule_proposal (expires_at) WHERE state = 'open';
