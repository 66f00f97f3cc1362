-- A statement begins and ends at a time: which entries those are is found from here.
CREATE INDEX ledger_transaction_created_at_idx ON ledger_transaction (created_at);
