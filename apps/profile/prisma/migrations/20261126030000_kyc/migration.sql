-- What was checked of the person and counts: follows from the cases, shown with the profile.
ALTER TABLE profile ADD COLUMN verified text[] NOT NULL DEFAULT '{}';

-- Long flows, one row each: see libs/process.
CREATE TABLE process (
  id         uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  kind       text NOT NULL,
  -- What it is about: a case.
  subject_id uuid NOT NULL,
  state      text NOT NULL,
  data       jsonb NOT NULL,
  version    integer NOT NULL DEFAULT 1,
  -- When it goes on by itself; null while it waits for a fact, and once it is over.
  due_at     timestamptz(3),
  attempts   integer NOT NULL DEFAULT 0,
  started_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT process_once UNIQUE (kind, subject_id)
);
CREATE INDEX process_due ON process (kind, due_at) WHERE due_at IS NOT NULL;

-- Documents of a provider that are to prove one thing; its state is that of its process.
CREATE TABLE kyc_case (
  id           uuid PRIMARY KEY,
  provider_id  uuid NOT NULL,
  check_name   text NOT NULL,
  created_at   timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  submitted_at timestamptz(3),
  -- When it was decided, or dropped because nobody submitted it.
  closed_at    timestamptz(3),
  approved     boolean NOT NULL DEFAULT false,
  -- Of an approval; null: for good.
  valid_until  timestamptz(3),
  reminded_at  timestamptz(3),
  -- When the rule of retention deleted its documents.
  cleared_at   timestamptz(3),

  CONSTRAINT kyc_case_check CHECK (check_name IN ('identity', 'diploma', 'criminal_record', 'address')),
  CONSTRAINT kyc_case_closed CHECK (closed_at IS NOT NULL OR NOT approved)
);
-- One at a time.
CREATE UNIQUE INDEX kyc_case_open ON kyc_case (provider_id, check_name) WHERE closed_at IS NULL;
CREATE INDEX kyc_case_of_provider ON kyc_case (provider_id, created_at);
CREATE INDEX kyc_case_waiting ON kyc_case (submitted_at, id)
  WHERE closed_at IS NULL AND submitted_at IS NOT NULL;
CREATE INDEX kyc_case_uncleared ON kyc_case (closed_at) WHERE closed_at IS NOT NULL AND cleared_at IS NULL;
CREATE INDEX kyc_case_unreminded ON kyc_case (valid_until) WHERE approved AND reminded_at IS NULL;

CREATE TABLE kyc_document (
  id         uuid PRIMARY KEY,
  case_id    uuid NOT NULL REFERENCES kyc_case,
  piece      text NOT NULL,
  -- Where its sealed bytes lie; null once they are deleted.
  object_key text,
  type       text NOT NULL,
  bytes      integer NOT NULL,
  -- Of what was sealed: says later which document was looked at, and nothing of what is in it.
  sha256     bytea NOT NULL,
  sealed_key bytea,
  sent_at    timestamptz(3) NOT NULL,
  deleted_at timestamptz(3),

  CONSTRAINT kyc_document_piece UNIQUE (case_id, piece),
  CONSTRAINT kyc_document_deleted CHECK (
    (deleted_at IS NULL) = (object_key IS NOT NULL) AND (deleted_at IS NULL) = (sealed_key IS NOT NULL))
);

-- Kept when the documents are not.
CREATE TABLE kyc_decision (
  id          uuid PRIMARY KEY,
  case_id     uuid NOT NULL REFERENCES kyc_case,
  -- Null for a service outside.
  reviewer_id uuid,
  approved    boolean NOT NULL,
  reason      text,
  -- For the provider; deleted along with the documents.
  note        text,
  at          timestamptz(3) NOT NULL,

  CONSTRAINT kyc_decision_reason CHECK (approved = (reason IS NULL)),
  -- Nobody counts twice.
  CONSTRAINT kyc_decision_once UNIQUE (case_id, reviewer_id)
);

-- Under a master key; without its row, no document of the user opens.
CREATE TABLE user_key (
  user_id       uuid PRIMARY KEY,
  master_key_id text NOT NULL,
  sealed        bytea NOT NULL
);
CREATE INDEX user_key_master ON user_key (master_key_id);
