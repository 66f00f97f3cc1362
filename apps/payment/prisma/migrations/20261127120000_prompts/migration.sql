-- Until when the payer can confirm on the phone, as far as the psp says.
ALTER TABLE payment ADD COLUMN prompt_ends_at timestamptz(3);
