-- A session also ends when its owner may do something else from then on.
ALTER TABLE session
  DROP CONSTRAINT session_end_reason,
  ADD CONSTRAINT session_end_reason CHECK (end_reason IN
    ('logout', 'ended_elsewhere', 'reuse', 'suspended', 'address_changed', 'address_restored',
     'roles_changed'));

ALTER TABLE account
  DROP CONSTRAINT account_roles,
  ADD CONSTRAINT account_roles CHECK (cardinality(roles) >= 1 AND roles <@
    ARRAY['student', 'parent', 'tutor', 'coach', 'mentor', 'support', 'trust', 'finance', 'admin']);
