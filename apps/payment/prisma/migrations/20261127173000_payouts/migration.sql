-- Where a provider's money of one currency goes. A change gives it another id: whoever decides about it
-- decides about the number that they saw.
CREATE TABLE payout_account (
  id            uuid PRIMARY KEY,
  provider_id   uuid NOT NULL,
  currency      text NOT NULL,
  -- In E.164, by today's numbering plan.
  phone         text NOT NULL,
  country       text NOT NULL,
  psp           text NOT NULL,
  operator      text NOT NULL,
  -- Whose account it is here, and as the operator knows the owner of the number.
  holder_name   text NOT NULL,
  wallet_name   text,
  name_check    text NOT NULL,
  -- Why it waits for a person of finance; null while it does not.
  waits_for     text,
  -- Payouts that failed one after another.
  failures      integer NOT NULL DEFAULT 0,
  payable_from  timestamptz(3) NOT NULL,
  changed_at    timestamptz(3) NOT NULL,

  CONSTRAINT payout_account_currency CHECK (currency ~ '^[A-Z]{3}$'),
  CONSTRAINT payout_account_name_check CHECK (name_check IN ('not_offered', 'matches', 'differs')),
  CONSTRAINT payout_account_waits_for CHECK (waits_for IN ('name', 'refused', 'failures')),
  CONSTRAINT payout_account_pause CHECK (payable_from >= changed_at),
  CONSTRAINT payout_account_failures CHECK (failures >= 0)
);
CREATE UNIQUE INDEX payout_account_provider_id_currency_key ON payout_account (provider_id, currency);
CREATE INDEX payout_account_waiting ON payout_account (changed_at) WHERE waits_for IS NOT NULL;

-- One run of the daily job, or of one that was asked for.
CREATE TABLE payout_batch (
  id         uuid PRIMARY KEY,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- Money on its way to a provider. It is in the books from the moment it is planned.
CREATE TABLE payout (
  id             uuid PRIMARY KEY,
  batch_id       uuid NOT NULL REFERENCES payout_batch (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  provider_id    uuid NOT NULL,
  psp            text NOT NULL,
  psp_ref        text,
  operator       text NOT NULL,
  -- What the psp has to know of whom it pays; gone once the outcome is final.
  payee          jsonb,
  -- By which the provider knows the number again: its last two digits.
  payee_end      text NOT NULL,
  status         text NOT NULL,
  amount         bigint NOT NULL,
  currency       text NOT NULL,
  failure_reason text,
  -- When it was ordered first: from then on the psp may have it, whatever it answered.
  ordered_at     timestamptz(3),
  due_at         timestamptz(3),
  attempts       integer NOT NULL DEFAULT 0,
  created_at     timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at     timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT payout_status CHECK (status IN
    ('awaiting_approval', 'planned', 'unknown', 'ordered', 'paid', 'failed')),
  CONSTRAINT payout_money CHECK (amount > 0 AND currency ~ '^[A-Z]{3}$'),
  CONSTRAINT payout_ref CHECK (status NOT IN ('ordered', 'paid') OR psp_ref IS NOT NULL),
  CONSTRAINT payout_ordered CHECK (status NOT IN ('unknown', 'ordered', 'paid') OR ordered_at IS NOT NULL),
  CONSTRAINT payout_failed CHECK ((status = 'failed') = (failure_reason IS NOT NULL)),
  CONSTRAINT payout_payee CHECK ((status IN ('paid', 'failed')) = (payee IS NULL)),
  -- It waits for people, for the psp, or for nobody any more.
  CONSTRAINT payout_due_at CHECK ((status IN ('planned', 'unknown', 'ordered')) = (due_at IS NOT NULL))
);
-- One at a time for each provider and currency, whoever plans them.
CREATE UNIQUE INDEX payout_open ON payout (provider_id, currency) WHERE status NOT IN ('paid', 'failed');
CREATE UNIQUE INDEX payout_psp_psp_ref_key ON payout (psp, psp_ref);
CREATE UNIQUE INDEX payout_id_provider_id_key ON payout (id, provider_id);
CREATE INDEX payout_batch_id_idx ON payout (batch_id);
CREATE INDEX payout_provider_id_id_idx ON payout (provider_id, id);
CREATE INDEX payout_due ON payout (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX payout_awaiting ON payout (id) WHERE status = 'awaiting_approval';
CREATE INDEX payout_failed_updated_at_idx ON payout (updated_at) WHERE status = 'failed';

-- Who of finance has said yes to a large one: each once, and nobody to their own.
CREATE TABLE payout_approval (
  payout_id   uuid NOT NULL,
  provider_id uuid NOT NULL,
  approver_id uuid NOT NULL,
  at          timestamptz(3) NOT NULL,

  PRIMARY KEY (payout_id, approver_id),
  CONSTRAINT payout_approval_own CHECK (approver_id <> provider_id),
  CONSTRAINT payout_approval_payout_id_provider_id_fkey FOREIGN KEY (payout_id, provider_id)
    REFERENCES payout (id, provider_id) ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- What was planned stays, a status only moves forward, and what waits for two people goes on with the yes
-- of two.
CREATE FUNCTION payout_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  rank CONSTANT jsonb := '{"awaiting_approval": 0, "planned": 1, "unknown": 2, "ordered": 3, "paid": 4, "failed": 4}';
BEGIN
  IF (NEW.batch_id, NEW.provider_id, NEW.psp, NEW.amount, NEW.currency, NEW.payee_end)
     IS DISTINCT FROM (OLD.batch_id, OLD.provider_id, OLD.psp, OLD.amount, OLD.currency, OLD.payee_end)
     OR (NEW.payee IS NOT NULL AND NEW.payee IS DISTINCT FROM OLD.payee) THEN
    RAISE EXCEPTION 'the terms of payout % cannot change', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.status <> OLD.status AND (rank -> NEW.status)::int <= (rank -> OLD.status)::int THEN
    RAISE EXCEPTION 'payout % cannot go from % to %', OLD.id, OLD.status, NEW.status
      USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.status = 'awaiting_approval' AND NEW.status NOT IN ('awaiting_approval', 'failed')
     AND (SELECT count(*) FROM payout_approval WHERE payout_id = OLD.id) < 2 THEN
    RAISE EXCEPTION 'payout % waits for the yes of two', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payout_moves_forward BEFORE UPDATE ON payout
  FOR EACH ROW EXECUTE FUNCTION payout_moves_forward();
