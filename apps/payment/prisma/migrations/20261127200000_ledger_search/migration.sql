-- Finance looks for what was booked by what happened and by how much it was.
CREATE INDEX ledger_transaction_purpose_created_at_id_idx
  ON ledger_transaction (purpose, created_at, id);
CREATE INDEX ledger_entry_abs_amount_id_idx ON ledger_entry (abs(amount), id);
