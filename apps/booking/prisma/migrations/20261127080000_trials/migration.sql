-- One trial lesson for each learner with each provider; one that did not take place leaves another.
ALTER TABLE booking ADD COLUMN trial boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX booking_trial_once ON booking (learner_id, provider_id)
  WHERE trial AND state NOT IN ('expired', 'canceled', 'declined', 'refunded');
