-- VAT that a lesson's price includes, or why there is none: what receipts state. Like any tax it is of a provider's
-- country, and without a row nothing is due.
ALTER TABLE tax_rule ADD COLUMN exemption text;
ALTER TABLE tax_rule
  DROP CONSTRAINT tax_rule_kind,
  DROP CONSTRAINT tax_rule_base,
  DROP CONSTRAINT tax_rule_bps;
ALTER TABLE tax_rule
  ADD CONSTRAINT tax_rule_kind CHECK (kind IN ('vat', 'withholding', 'lesson_vat')),
  ADD CONSTRAINT tax_rule_base CHECK (base IN ('commission', 'earning', 'price')
    AND (base = 'price') = (kind = 'lesson_vat')),
  ADD CONSTRAINT tax_rule_bps CHECK (bps BETWEEN 0 AND 10000 AND (bps = 0) = (exemption IS NOT NULL)),
  ADD CONSTRAINT tax_rule_exemption CHECK (exemption IS NULL
    OR (exemption IN ('education', 'small_provider') AND kind = 'lesson_vat')),
  ADD CONSTRAINT tax_rule_lesson_vat CHECK (kind <> 'lesson_vat' OR account = 'vat_payable');

CREATE OR REPLACE FUNCTION tax_rule_only_ends() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.valid_from < now() THEN
      RAISE EXCEPTION 'a tax holds for lessons to come, not from %', NEW.valid_from
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.valid_from <= now() AND (TG_OP = 'DELETE'
     OR (NEW.country, NEW.kind, NEW.base, NEW.bps, NEW.account, NEW.exemption, NEW.valid_from) IS DISTINCT FROM
       (OLD.country, OLD.kind, OLD.base, OLD.bps, OLD.account, OLD.exemption, OLD.valid_from)
     OR (NEW.valid_until IS DISTINCT FROM OLD.valid_until
         AND least(NEW.valid_until, OLD.valid_until) < now())) THEN
    RAISE EXCEPTION 'tax rule % has begun: it can only end', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
