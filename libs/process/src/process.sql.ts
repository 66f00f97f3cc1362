import { statement } from '@edu/persistence';

export interface ProcessRow {
  readonly state: string;
  readonly data: unknown;
}

/** The parameters of `startProcess`, for a statement that starts a process beside other writes. */
export const START_PROCESS = {
  processKind: 'text',
  processSubjectId: 'uuid',
  processState: 'text',
  processData: 'jsonb',
  processDueAt: 'timestamptz?',
} as const;

/** Starts a process unless it runs already; usable inside a CTE, before `FROM` or `WHERE`. */
export const startProcess = `
  INSERT INTO process (kind, subject_id, state, data, due_at)
  SELECT :processKind, :processSubjectId, :processState, :processData, :processDueAt`;

export const START = statement(START_PROCESS, `${startProcess} ON CONFLICT DO NOTHING`);

/** Several of one kind: what each begins with is JSON. */
export const START_ALL = statement(
  { kind: 'text', state: 'text', beginnings: 'jsonb' },
  `INSERT INTO process (kind, subject_id, state, data, due_at)
   SELECT :kind, subject_id, :state, data, due_at
   FROM jsonb_to_recordset(:beginnings) AS beginning(subject_id uuid, data jsonb, due_at timestamptz)
   ON CONFLICT DO NOTHING`,
);

export const LOCK = statement(
  { kind: 'text', subjectIds: 'uuid[]' },
  `SELECT subject_id AS "subjectId", state, data FROM process
   WHERE kind = :kind AND subject_id = ANY (:subjectIds) FOR UPDATE`,
).returns<ProcessRow & { subjectId: string }>();

/** Nothing when a fact came first, or another claim. */
export const LOCK_CLAIMED = statement(
  { id: 'uuid', attempts: 'int' },
  `SELECT state, data, now() AS now FROM process
   WHERE id = :id AND attempts = :attempts AND due_at IS NOT NULL FOR UPDATE`,
).returns<ProcessRow & { now: Date }>();

/** Several of one kind that are locked: where each has come to is JSON. */
export const SAVE = statement(
  { kind: 'text', steps: 'jsonb' },
  `UPDATE process SET state = step.state, data = step.data, version = version + 1, attempts = 0,
     due_at = CASE WHEN step.keeps_due THEN process.due_at ELSE step.due_at END,
     updated_at = clock_timestamp()
   FROM jsonb_to_recordset(:steps) AS step(
     subject_id uuid, state text, data jsonb, due_at timestamptz, keeps_due boolean)
   WHERE process.kind = :kind AND process.subject_id = step.subject_id`,
);
