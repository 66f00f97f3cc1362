-- Accounts are reinstated too. Events come in any order, and the latest one counts: both times are
-- those of the events. A row may begin with a reinstatement whose suspension is still on its way.
ALTER TABLE suspended_user
  ALTER COLUMN suspended_at DROP NOT NULL,
  ADD COLUMN reinstated_at timestamptz(3),
  -- When the suspension arrived here; its bookings are looked at for some seconds from then on.
  ADD COLUMN learnt_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  ADD COLUMN suspended boolean NOT NULL GENERATED ALWAYS AS (
    coalesce(suspended_at, '-infinity') > coalesce(reinstated_at, '-infinity')
  ) STORED;
