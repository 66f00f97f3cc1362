-- What people ask for: their own payments, and what their lessons earn.
CREATE INDEX payment_payer_id_id_idx ON payment (payer_id, id);
CREATE INDEX booking_terms_provider_id_starts_at_booking_id_idx
  ON booking_terms (provider_id, starts_at, booking_id);
