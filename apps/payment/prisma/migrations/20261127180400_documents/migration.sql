-- Where a lesson takes place by the clock: documents say when it is.
ALTER TABLE booking_terms ADD COLUMN zone text;

-- The last number of each series. Whoever numbers a document holds the row until the document is
-- written, so that no number is left out and none is given twice.
CREATE TABLE document_counter (
  issuer text NOT NULL,
  series text NOT NULL,
  year   integer NOT NULL,
  last   integer NOT NULL,

  PRIMARY KEY (issuer, series, year),
  CONSTRAINT document_counter_last CHECK (last > 0)
);

-- What people keep as a proof of money that moved. Wanted by the transaction that moves it, and
-- numbered as soon as the names are known that it says.
CREATE TABLE document (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind       text NOT NULL,
  payment_id uuid NOT NULL REFERENCES payment (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  refund_id  uuid REFERENCES refund (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  -- Who paid.
  owner_id   uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  due_at     timestamptz(3) DEFAULT CURRENT_TIMESTAMP,
  attempts   integer NOT NULL DEFAULT 0,
  -- All null until it is issued, and the same for ever from then on.
  issuer     text,
  series     text,
  year       integer,
  number     integer,
  code       text,
  -- What it says, names aside.
  facts      jsonb,
  issued_at  timestamptz(3),

  CONSTRAINT document_kind CHECK (kind IN ('receipt', 'credit_note', 'credit_note_reversal')),
  CONSTRAINT document_refund CHECK ((kind = 'receipt') = (refund_id IS NULL)),
  CONSTRAINT document_issued CHECK (
    num_nulls(issuer, series, year, number, code, facts, issued_at) IN (0, 7)),
  CONSTRAINT document_due CHECK ((issued_at IS NULL) = (due_at IS NOT NULL)),
  CONSTRAINT document_year CHECK (year = extract(year FROM issued_at AT TIME ZONE 'UTC')),
  CONSTRAINT document_code CHECK (code ~ '^[0-9A-Z]{16}$')
);
-- One of each kind for each movement, however often it is announced.
CREATE UNIQUE INDEX document_kind_payment_id_refund_id_key
  ON document (kind, payment_id, refund_id) NULLS NOT DISTINCT;
CREATE UNIQUE INDEX document_issuer_series_year_number_key
  ON document (issuer, series, year, number);
CREATE UNIQUE INDEX document_code_key ON document (code);
CREATE INDEX document_payment_id_idx ON document (payment_id);
CREATE INDEX document_due ON document (due_at) WHERE due_at IS NOT NULL;

-- Whom a document names. A name goes when its person is erased; the row stays.
CREATE TABLE document_party (
  document_id uuid NOT NULL REFERENCES document (id) ON DELETE RESTRICT ON UPDATE RESTRICT,
  user_id     uuid NOT NULL,
  role        text NOT NULL,
  name        text,

  PRIMARY KEY (document_id, role, user_id),
  CONSTRAINT document_party_role CHECK (role IN ('payer', 'learner', 'provider'))
);
CREATE INDEX document_party_user_id_idx ON document_party (user_id);

CREATE FUNCTION document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.issued_at IS NOT NULL
     OR (NEW.id, NEW.kind, NEW.payment_id, NEW.refund_id, NEW.owner_id)
       IS DISTINCT FROM (OLD.id, OLD.kind, OLD.payment_id, OLD.refund_id, OLD.owner_id) THEN
    RAISE EXCEPTION 'document % stays as it is', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.number > 1 AND NOT EXISTS (
    SELECT FROM document WHERE issuer = NEW.issuer AND series = NEW.series AND year = NEW.year
      AND number = NEW.number - 1) THEN
    RAISE EXCEPTION 'no document has the number before that of document %', NEW.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_stays BEFORE UPDATE OR DELETE ON document
  FOR EACH ROW EXECUTE FUNCTION document_stays();

CREATE FUNCTION document_party_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF EXISTS (SELECT FROM document WHERE id = NEW.document_id AND issued_at IS NOT NULL) THEN
      RAISE EXCEPTION 'document % names nobody else any more', NEW.document_id
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR NEW.name IS NOT NULL
     OR (NEW.document_id, NEW.user_id, NEW.role)
       IS DISTINCT FROM (OLD.document_id, OLD.user_id, OLD.role) THEN
    RAISE EXCEPTION 'of whom document % names only a name can go', OLD.document_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER document_party_stays BEFORE INSERT OR UPDATE OR DELETE ON document_party
  FOR EACH ROW EXECUTE FUNCTION document_party_stays();

-- Whichever way a payment or a refund comes to its end, its document is wanted from then on.
CREATE FUNCTION payment_wants_receipt() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO document (kind, payment_id, owner_id) VALUES ('receipt', NEW.id, NEW.payer_id)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER payment_wants_receipt AFTER UPDATE OF status ON payment FOR EACH ROW
  WHEN (NEW.status = 'succeeded' AND OLD.status <> 'succeeded')
  EXECUTE FUNCTION payment_wants_receipt();

CREATE FUNCTION refund_wants_document() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO document (kind, payment_id, refund_id, owner_id)
  SELECT CASE NEW.status WHEN 'succeeded' THEN 'credit_note' ELSE 'credit_note_reversal' END,
    NEW.payment_id, NEW.id, payer_id FROM payment WHERE id = NEW.payment_id
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER refund_wants_document AFTER UPDATE OF status ON refund FOR EACH ROW
  WHEN (NEW.status <> OLD.status AND (NEW.status = 'succeeded' OR OLD.status = 'succeeded'))
  EXECUTE FUNCTION refund_wants_document();

-- What moved before there were documents.
INSERT INTO document (kind, payment_id, owner_id, created_at)
SELECT 'receipt', id, payer_id, updated_at FROM payment WHERE status = 'succeeded' ORDER BY id;
INSERT INTO document (kind, payment_id, refund_id, owner_id, created_at)
SELECT 'credit_note', refund.payment_id, refund.id, payer_id, refund.updated_at
FROM refund JOIN payment ON payment.id = payment_id WHERE refund.status = 'succeeded'
ORDER BY refund.id;

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payment_service') THEN
    REVOKE DELETE, TRUNCATE ON document, document_party, document_counter FROM payment_service;
  END IF;
END $$;
