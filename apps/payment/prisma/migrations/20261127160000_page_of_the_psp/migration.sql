-- Where a psp leads the payer that says so only once; gone with the payment's end.
ALTER TABLE payment ADD COLUMN page_url text;
ALTER TABLE payment ADD CONSTRAINT payment_page_while_open
  CHECK (page_url IS NULL OR status IN ('created', 'unknown', 'pending'));
