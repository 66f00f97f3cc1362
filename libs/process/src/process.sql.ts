import { statement } from '@edu/persistence';

const KEY = { kind: 'text', id: 'uuid' } as const;

export interface ProcessRow {
  readonly state: string;
  readonly data: unknown;
}

/** The parameters of `startProcess`, for a statement that starts a process beside other writes. */
export const START_PROCESS = {
  processKind: 'text',
  processId: 'uuid',
  processState: 'text',
  processData: 'jsonb',
  processDueAt: 'timestamptz?',
} as const;

/** Starts a process unless it runs already; usable inside a CTE, before `FROM` or `WHERE`. */
export const startProcess = `
  INSERT INTO process (kind, id, state, data, due_at)
  SELECT :processKind, :processId, :processState, :processData, :processDueAt`;

export const START = statement(START_PROCESS, `${startProcess} ON CONFLICT DO NOTHING`);

export const LOCK = statement(
  KEY,
  'SELECT state, data FROM process WHERE kind = :kind AND id = :id FOR UPDATE',
).returns<ProcessRow>();

/** By the database's clock, as everything that is due. */
export const LOCK_DUE = statement(
  KEY,
  `SELECT state, data, now() AS now FROM process
   WHERE kind = :kind AND id = :id AND due_at <= now() FOR UPDATE SKIP LOCKED`,
).returns<ProcessRow & { now: Date }>();

export const SAVE = statement(
  { ...KEY, state: 'text', data: 'jsonb', dueAt: 'timestamptz?', keepsDue: 'boolean' },
  `UPDATE process SET state = :state, data = :data, version = version + 1, attempts = 0,
     due_at = CASE WHEN :keepsDue THEN due_at ELSE :dueAt END, updated_at = clock_timestamp()
   WHERE kind = :kind AND id = :id`,
);
