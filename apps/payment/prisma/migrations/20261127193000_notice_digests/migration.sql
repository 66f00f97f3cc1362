-- What the notifications of a payment are known by, where they name neither it nor the psp's order: the digest
-- of a word that the psp said with the order and repeats in them.
ALTER TABLE payment ADD COLUMN notice_digest text;
CREATE UNIQUE INDEX payment_notice_digest ON payment (psp, notice_digest) WHERE notice_digest IS NOT NULL;
