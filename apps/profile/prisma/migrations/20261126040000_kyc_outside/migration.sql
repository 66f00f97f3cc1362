-- Cases that a service outside looks at; its job has the id of the case.
CREATE TABLE kyc_outside_job (
  case_id     uuid PRIMARY KEY REFERENCES kyc_case ON DELETE CASCADE,
  service     text NOT NULL,
  -- When it was handed over, and when its answer came.
  sent_at     timestamptz(3),
  answered_at timestamptz(3),
  verdict     text,
  code        text,
  note        text,
  -- When it is handed over, or asked for again; null once it is over.
  due_at      timestamptz(3) DEFAULT CURRENT_TIMESTAMP,
  attempts    integer NOT NULL DEFAULT 0,

  CONSTRAINT kyc_outside_job_verdict CHECK (
    verdict IN ('passed', 'failed', 'unclear') AND (verdict IS NULL) = (answered_at IS NULL))
);
CREATE INDEX kyc_outside_job_due ON kyc_outside_job (due_at) WHERE due_at IS NOT NULL;
