-- Who pays for what a provider earns: the learner whose money is held, or the platform, where a lesson
-- was called off on its account and the learner got everything back.
ALTER TABLE earning ADD COLUMN at_cost_of text NOT NULL DEFAULT 'learner';
ALTER TABLE earning ADD CONSTRAINT earning_at_cost_of CHECK (at_cost_of IN ('learner', 'platform'));

ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_account;
ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_account CHECK (account IN
  ('psp_clearing', 'learner', 'provider_payable', 'platform_revenue', 'refunds', 'platform_costs'));
