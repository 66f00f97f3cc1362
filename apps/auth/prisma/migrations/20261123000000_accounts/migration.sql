-- Only proven addresses are in here, so uniqueness never lets an unproven claim block the owner.
CREATE TABLE account (
  id            uuid PRIMARY KEY,
  roles         text[] NOT NULL,
  display_name  text NOT NULL,
  locale        text NOT NULL,
  email         text,
  phone         text,
  password_hash text,
  created_at    timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  suspended_at  timestamptz(3),

  CONSTRAINT account_roles CHECK (cardinality(roles) >= 1 AND roles <@
    ARRAY['student', 'parent', 'tutor', 'coach', 'mentor', 'support', 'admin']),
  CONSTRAINT account_locale CHECK (locale IN ('fr', 'en')),
  CONSTRAINT account_reachable CHECK (email IS NOT NULL OR phone IS NOT NULL),
  -- With this, the unique index below ignores case.
  CONSTRAINT account_email CHECK (email = lower(email)),
  CONSTRAINT account_phone CHECK (phone ~ '^\+[1-9][0-9]{6,14}$')
);
CREATE UNIQUE INDEX account_email_key ON account (email);
CREATE UNIQUE INDEX account_phone_key ON account (phone);

CREATE TABLE challenge (
  id            uuid PRIMARY KEY,
  purpose       text NOT NULL,
  account_id    uuid NOT NULL,
  channel       text NOT NULL,
  address       text NOT NULL,
  code_hash     text NOT NULL,
  tries         smallint NOT NULL DEFAULT 0,
  created_at    timestamptz(3) NOT NULL,
  expires_at    timestamptz(3) NOT NULL,
  role          text,
  display_name  text,
  locale        text,
  password_hash text,

  CONSTRAINT challenge_purpose CHECK (purpose IN ('register', 'login', 'address', 'decoy')),
  CONSTRAINT challenge_channel CHECK (channel IN ('email', 'sms')),
  CONSTRAINT challenge_tries CHECK (tries BETWEEN 0 AND 5),
  CONSTRAINT challenge_registration CHECK (purpose <> 'register'
    OR (role IS NOT NULL AND display_name IS NOT NULL AND locale IS NOT NULL)),
  -- A password waits only where its owner is about to be proven.
  CONSTRAINT challenge_password CHECK (password_hash IS NULL OR purpose = 'register')
);
CREATE INDEX challenge_address_idx ON challenge (address);
CREATE INDEX challenge_expires_at_idx ON challenge (expires_at);

CREATE TABLE throttle (
  key        text PRIMARY KEY,
  hits       timestamptz(3)[] NOT NULL,
  expires_at timestamptz(3) NOT NULL
);

CREATE TABLE session (
  id         uuid PRIMARY KEY,
  account_id uuid NOT NULL REFERENCES account (id) ON DELETE CASCADE ON UPDATE CASCADE,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  ended_at   timestamptz(3),
  end_reason text,

  CONSTRAINT session_end CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
  CONSTRAINT session_end_reason CHECK (end_reason IN ('logout', 'reuse', 'suspended'))
);
CREATE INDEX session_account_id_idx ON session (account_id);
CREATE INDEX session_expires_at_idx ON session (expires_at);

CREATE TABLE refresh_token (
  hash       text PRIMARY KEY,
  session_id uuid NOT NULL REFERENCES session (id) ON DELETE CASCADE ON UPDATE CASCADE,
  created_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  used_at    timestamptz(3)
);
CREATE INDEX refresh_token_session_id_idx ON refresh_token (session_id);
CREATE INDEX refresh_token_expires_at_idx ON refresh_token (expires_at);

CREATE TABLE signing_key (
  generation  integer PRIMARY KEY,
  kid         text NOT NULL,
  public_jwk  jsonb NOT NULL,
  private_key bytea NOT NULL,
  created_at  timestamptz(3) NOT NULL,
  sign_from   timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX signing_key_kid_key ON signing_key (kid);

CREATE TABLE audit_entry (
  id         bigserial PRIMARY KEY,
  at         timestamptz(3) NOT NULL,
  action     text NOT NULL,
  account_id uuid,
  actor_id   uuid,
  session_id uuid,
  request_id text,

  CONSTRAINT audit_entry_action CHECK (action IN ('registered', 'verified', 'logged_in',
    'login_failed', 'code_failed', 'refresh_reused', 'logged_out', 'suspended', 'seeded'))
);
CREATE INDEX audit_entry_account_id_id_idx ON audit_entry (account_id, id);

-- Append-only: the service itself can neither change nor remove what it has written here.
DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'auth_service') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM auth_service;
  END IF;
END $$;
