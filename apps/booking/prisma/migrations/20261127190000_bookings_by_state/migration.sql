-- Lists read each state in the order of its lessons, and no more than a page needs.
CREATE INDEX booking_learner_state ON booking (learner_id, state, starts_at, id);
CREATE INDEX booking_provider_state ON booking (provider_id, state, starts_at, id);
