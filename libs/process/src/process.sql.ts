import { statement } from '@edu/persistence';

const KEY = { kind: 'text', subjectId: 'uuid' } as const;

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

export const LOCK = statement(
  KEY,
  'SELECT state, data FROM process WHERE kind = :kind AND subject_id = :subjectId FOR UPDATE',
).returns<ProcessRow>();

/** Nothing when a fact came first, or another claim. */
export const LOCK_CLAIMED = statement(
  { id: 'uuid', attempts: 'int' },
  `SELECT state, data, now() AS now FROM process
   WHERE id = :id AND attempts = :attempts AND due_at IS NOT NULL FOR UPDATE`,
).returns<ProcessRow & { now: Date }>();

export const SAVE = statement(
  { ...KEY, state: 'text', data: 'jsonb', dueAt: 'timestamptz?', keepsDue: 'boolean' },
  `UPDATE process SET state = :state, data = :data, version = version + 1, attempts = 0,
     due_at = CASE WHEN :keepsDue THEN due_at ELSE :dueAt END, updated_at = clock_timestamp()
   WHERE kind = :kind AND subject_id = :subjectId`,
);
