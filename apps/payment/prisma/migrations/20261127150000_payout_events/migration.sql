-- Psps report what becomes of payouts too.
ALTER TABLE psp_event DROP CONSTRAINT psp_event_kind;
ALTER TABLE psp_event
  ADD CONSTRAINT psp_event_kind CHECK (kind IN ('payment', 'refund', 'dispute', 'payout'));
