-- How a provider is booked, as the schedule has it, for when a profile is published after that.
ALTER TABLE listing_version
  ADD COLUMN terms_version integer NOT NULL DEFAULT 0,
  ADD COLUMN booking_mode text,
  ADD COLUMN trial jsonb,
  ADD COLUMN terms_at timestamptz(6),
  ADD CONSTRAINT listing_version_booking_mode CHECK (booking_mode IN ('instant', 'request'));

ALTER TABLE listing
  ADD COLUMN booking_mode text,
  ADD COLUMN trial jsonb,
  ADD CONSTRAINT listing_booking_mode CHECK (booking_mode IN ('instant', 'request'));

-- The same words as before and that of the booking mode: one index still answers every filter. What
-- is generated cannot be changed in its place.
ALTER TABLE listing DROP COLUMN tags;
ALTER TABLE listing ADD COLUMN tags text[] NOT NULL GENERATED ALWAYS AS (listing_tags(
    kind, subjects, languages, modes, country, rate_currency, rate_amount, verified, levels)
  || array_remove(ARRAY['booking:' || booking_mode], NULL)) STORED;
CREATE INDEX listing_kept_tags ON listing USING gin (tags);
