-- Children, their parents, and what was agreed to for them.
CREATE TABLE child (
  id               uuid PRIMARY KEY,
  first_name       text NOT NULL,
  birth_year       integer NOT NULL,
  country          text NOT NULL,
  zone             text NOT NULL,
  has_account      boolean NOT NULL DEFAULT false,
  cap_amount       bigint,
  cap_currency     text,
  providers        uuid[] NOT NULL DEFAULT '{}',
  caps_providers   boolean NOT NULL DEFAULT false,
  hours_from       text,
  hours_to         text,
  recording_agreed boolean NOT NULL DEFAULT false,
  closed           boolean NOT NULL DEFAULT false,
  notice_at        timestamptz(3),
  version          integer NOT NULL DEFAULT 1,
  created_at       timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at       timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT child_cap CHECK (
    (cap_amount IS NULL) = (cap_currency IS NULL)
    AND cap_amount >= 0 AND cap_currency ~ '^[A-Z]{3}$'),
  CONSTRAINT child_hours CHECK (
    (hours_from IS NULL) = (hours_to IS NULL) AND hours_from < hours_to)
);
-- Walked once a day by those who come of age.
CREATE INDEX child_birth_year ON child (birth_year);

CREATE TABLE child_parent (
  child_id  uuid NOT NULL REFERENCES child (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  parent_id uuid NOT NULL,
  linked_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (child_id, parent_id),
  CONSTRAINT child_parent_other CHECK (child_id <> parent_id)
);
CREATE INDEX child_parent_parent_id_idx ON child_parent (parent_id);

CREATE TABLE consent (
  id           uuid PRIMARY KEY,
  child_id     uuid NOT NULL REFERENCES child (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  kind         text NOT NULL,
  version      text NOT NULL,
  locale       text NOT NULL,
  given_by     uuid NOT NULL,
  basis        text NOT NULL,
  given_at     timestamptz(3) NOT NULL,
  withdrawn_at timestamptz(3),

  CONSTRAINT consent_kind CHECK (kind IN ('care', 'recording')),
  CONSTRAINT consent_basis CHECK (basis IN ('parental', 'joint', 'own'))
);
CREATE INDEX consent_child_id_given_at_idx ON consent (child_id, given_at);
-- The same person agrees to the same text once, until it is taken back.
CREATE UNIQUE INDEX consent_standing ON consent (child_id, kind, version, given_by)
  WHERE withdrawn_at IS NULL;

CREATE TABLE family_invitation (
  id          uuid PRIMARY KEY,
  child_id    uuid NOT NULL REFERENCES child (id) ON DELETE CASCADE ON UPDATE RESTRICT,
  invited_as  text NOT NULL,
  channel     text NOT NULL,
  address     text,
  locale      text NOT NULL,
  invited_by  uuid NOT NULL,
  state       text NOT NULL DEFAULT 'open',
  accepted_by uuid,
  expires_at  timestamptz(3) NOT NULL,
  created_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  due_at      timestamptz(3) DEFAULT CURRENT_TIMESTAMP,
  attempts    integer NOT NULL DEFAULT 0,

  CONSTRAINT family_invitation_as CHECK (invited_as IN ('child', 'parent')),
  CONSTRAINT family_invitation_state CHECK (
    state IN ('open', 'accepted', 'ended') AND (state = 'accepted') = (accepted_by IS NOT NULL)),
  -- Whom it was sent to is kept for as long as somebody may accept it.
  CONSTRAINT family_invitation_address CHECK ((state = 'open') = (address IS NOT NULL))
);
CREATE INDEX family_invitation_child_id_idx ON family_invitation (child_id);
CREATE INDEX family_invitation_invited_by_idx ON family_invitation (invited_by);
CREATE INDEX family_invitation_to ON family_invitation (address) WHERE state = 'open';
CREATE INDEX family_invitation_due ON family_invitation (due_at) WHERE due_at IS NOT NULL;
