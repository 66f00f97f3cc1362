-- What `fx` has come to between each two currencies up to an entry, so that nobody adds up all of it again.
CREATE TABLE fx_checkpoint (
  -- Of all entries of `fx` in this currency whose movement has others in that one, up to this id.
  currency   text NOT NULL,
  against    text NOT NULL,
  through_id bigint NOT NULL,
  balance    bigint NOT NULL,

  PRIMARY KEY (through_id, currency, against),
  CONSTRAINT fx_checkpoint_pair CHECK (currency <> against)
);
-- As others, they may be made anew from the entries, and never changed.
CREATE TRIGGER fx_checkpoint_stays BEFORE UPDATE
  ON fx_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows();

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'payment_service') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON fx_checkpoint FROM payment_service;
  END IF;
END $$;
