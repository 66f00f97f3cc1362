-- What a psp says that it moved, from its list or from an operator's statement. Each movement is here
-- once, as it was read last.
CREATE TABLE psp_movement (
  id         bigserial PRIMARY KEY,
  psp        text NOT NULL,
  kind       text NOT NULL,
  -- The psp's name of the movement, and of the payment whose money it is.
  ref        text NOT NULL,
  intent_ref text,
  -- Our id of the payment or of the refund, where the psp repeats it.
  own_id     uuid,
  state      text NOT NULL,
  amount     bigint NOT NULL,
  currency   text NOT NULL,
  moved_at   timestamptz(3) NOT NULL,
  -- Which reading saw it last, and how often that one saw it.
  read_by    uuid NOT NULL,
  times      integer NOT NULL,

  CONSTRAINT psp_movement_kind CHECK (kind IN ('payment', 'refund')),
  CONSTRAINT psp_movement_state CHECK (state IN ('pending', 'succeeded', 'failed')),
  CONSTRAINT psp_movement_money CHECK (amount > 0 AND currency ~ '^[A-Z]{3}$'),
  CONSTRAINT psp_movement_times CHECK (times > 0)
);
CREATE UNIQUE INDEX psp_movement_psp_kind_ref_key ON psp_movement (psp, kind, ref);
CREATE INDEX psp_movement_psp_moved_at_idx ON psp_movement (psp, moved_at);
CREATE INDEX psp_movement_psp_intent_ref_idx ON psp_movement (psp, intent_ref);
CREATE INDEX psp_movement_own_id_idx ON psp_movement (own_id);
-- A statement names a refund, and not the payment that it is of.
CREATE INDEX refund_psp_ref_idx ON refund (psp_ref);

-- One comparison: of what a psp moved with ours, or of our payments with ledger and bookings.
CREATE TABLE reconciliation_run (
  id         uuid PRIMARY KEY,
  -- Null: our own books.
  psp        text,
  source     text NOT NULL,
  from_at    timestamptz(3) NOT NULL,
  to_at      timestamptz(3) NOT NULL,
  state      text NOT NULL,
  percent    smallint NOT NULL DEFAULT 0,
  -- Parts of a statement that have come.
  parts      integer NOT NULL DEFAULT 0,
  -- What the psp listed, what was compared, and what of it disagreed for the first time or no longer.
  read       integer NOT NULL DEFAULT 0,
  compared   integer NOT NULL DEFAULT 0,
  found      integer NOT NULL DEFAULT 0,
  gone       integer NOT NULL DEFAULT 0,
  failure    text,
  -- Who asked for it; null for the daily one.
  asked_by   uuid,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  begun_at   timestamptz(3),
  ended_at   timestamptz(3),
  due_at     timestamptz(3),
  attempts   integer NOT NULL DEFAULT 0,

  CONSTRAINT reconciliation_run_source CHECK (source IN ('books', 'list', 'statement')),
  CONSTRAINT reconciliation_run_psp CHECK ((psp IS NULL) = (source = 'books')),
  CONSTRAINT reconciliation_run_period CHECK (from_at < to_at),
  CONSTRAINT reconciliation_run_state CHECK (state IN
    ('filling', 'waiting', 'running', 'done', 'failed')),
  CONSTRAINT reconciliation_run_percent CHECK (percent BETWEEN 0 AND 100),
  CONSTRAINT reconciliation_run_due_at CHECK ((state IN ('waiting', 'running')) = (due_at IS NOT NULL)),
  CONSTRAINT reconciliation_run_ended CHECK ((state IN ('done', 'failed')) = (ended_at IS NOT NULL))
);
-- One at a time of each psp: what one run no longer finds another may just have found.
CREATE UNIQUE INDEX reconciliation_run_one ON reconciliation_run ((coalesce(psp, '')))
  WHERE state IN ('waiting', 'running');
CREATE INDEX reconciliation_run_due ON reconciliation_run (due_at) WHERE due_at IS NOT NULL;

-- One thing about which two sides disagree, from when it is found until a person has said what became
-- of it, or until it is gone by itself.
CREATE TABLE mismatch (
  id             uuid PRIMARY KEY,
  -- Null where it is known of no psp: a booking that nobody paid.
  psp            text,
  -- Whom our payments disagree with.
  side           text NOT NULL,
  kind           text NOT NULL,
  about          text NOT NULL,
  -- The psp's name of it, or our id where the psp has none.
  subject        text NOT NULL,
  payment_id     uuid REFERENCES payment (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  movement_id    bigint REFERENCES psp_movement (id) ON DELETE SET NULL ON UPDATE RESTRICT,
  -- What each side says; null where it has nothing.
  here_amount    bigint,
  here_currency  text,
  here_state     text,
  there_amount   bigint,
  there_currency text,
  there_state    text,
  happened_at    timestamptz(3) NOT NULL,
  state          text NOT NULL DEFAULT 'open',
  owner_id       uuid,
  resolution     text,
  reason         text,
  found_at       timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_found_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  closed_at      timestamptz(3),

  CONSTRAINT mismatch_side CHECK (side IN ('psp', 'ledger', 'booking')),
  CONSTRAINT mismatch_kind CHECK (kind IN
    ('missing_here', 'missing_there', 'other_amount', 'other_currency', 'other_state', 'twice')),
  CONSTRAINT mismatch_about CHECK (about IN ('payment', 'refund', 'booking')),
  CONSTRAINT mismatch_state CHECK (state IN ('open', 'assigned', 'resolved', 'gone')),
  -- Whoever resolves one has taken it, and says how and why.
  CONSTRAINT mismatch_owner CHECK (state NOT IN ('assigned', 'resolved') OR owner_id IS NOT NULL),
  CONSTRAINT mismatch_resolution CHECK (resolution IN ('sent_back', 'kept', 'corrected', 'accepted')),
  CONSTRAINT mismatch_resolved CHECK (
    (state = 'resolved') = (resolution IS NOT NULL) AND (state = 'resolved') = (reason IS NOT NULL)),
  CONSTRAINT mismatch_closed CHECK ((state IN ('resolved', 'gone')) = (closed_at IS NOT NULL))
);
-- The same disagreement is one row, however often it is found, also after a person has resolved it. Once it
-- was gone it is a new one.
CREATE UNIQUE INDEX mismatch_once ON mismatch (psp, side, kind, about, subject, payment_id, here_amount,
  here_currency, there_amount, there_currency) NULLS NOT DISTINCT WHERE state <> 'gone';
CREATE INDEX mismatch_state_id_idx ON mismatch (state, id);
CREATE INDEX mismatch_payment_id_idx ON mismatch (payment_id);
CREATE INDEX mismatch_movement_id_idx ON mismatch (movement_id);

-- What is resolved or gone stays so.
CREATE FUNCTION mismatch_stays_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'mismatch % is % already', OLD.id, OLD.state USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER mismatch_stays_closed BEFORE UPDATE OF state, owner_id, resolution, reason ON mismatch
  FOR EACH ROW WHEN (OLD.state IN ('resolved', 'gone')) EXECUTE FUNCTION mismatch_stays_closed();

-- Money that a psp moved for nobody whom we know, until it is known whose it is.
ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_account CHECK (account IN
  ('psp_clearing', 'learner', 'provider_payable', 'platform_revenue', 'refunds', 'platform_costs',
   'payout_in_transit', 'suspense'));
