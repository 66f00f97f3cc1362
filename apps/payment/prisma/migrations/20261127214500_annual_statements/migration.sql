-- What a provider earned in a year, for taxes, is a document as well: numbered like the others, and about no payment.
ALTER TABLE document ALTER COLUMN payment_id DROP NOT NULL;
-- The year that it is about. The one in its number is the year in which it is issued.
ALTER TABLE document ADD COLUMN covers integer;

ALTER TABLE document
  DROP CONSTRAINT document_kind,
  DROP CONSTRAINT document_refund,
  ADD CONSTRAINT document_kind CHECK (
    kind IN ('receipt', 'credit_note', 'credit_note_reversal', 'annual_statement')),
  ADD CONSTRAINT document_refund CHECK (
    (kind IN ('credit_note', 'credit_note_reversal')) = (refund_id IS NOT NULL)),
  ADD CONSTRAINT document_subject CHECK (
    (kind = 'annual_statement') = (payment_id IS NULL)
    AND (kind = 'annual_statement') = (covers IS NOT NULL)),
  -- Of a year that is over; another number is not taken back.
  ADD CONSTRAINT document_covers CHECK (covers < year);

DROP INDEX document_kind_payment_id_refund_id_key;
CREATE UNIQUE INDEX document_movement ON document (kind, payment_id, refund_id) NULLS NOT DISTINCT
  WHERE payment_id IS NOT NULL;
-- One for each year.
CREATE UNIQUE INDEX document_owner_id_covers_key ON document (owner_id, covers);

CREATE OR REPLACE FUNCTION document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.issued_at IS NOT NULL
     OR (NEW.id, NEW.kind, NEW.payment_id, NEW.refund_id, NEW.owner_id, NEW.covers)
       IS DISTINCT FROM
       (OLD.id, OLD.kind, OLD.payment_id, OLD.refund_id, OLD.owner_id, OLD.covers) THEN
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
