import { statement } from '@edu/persistence';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'canceled';

export interface JobRow {
  readonly id: string;
  /** Who asked for it, or whom it is about; null where the calendar began it. */
  readonly userId: string | null;
  readonly state: JobState;
  /** Name of the step that runs, or ran last; empty before the first. */
  readonly message: string;
  readonly percent: number;
  readonly data: unknown;
  readonly createdAt: Date;
  /** When its next step is due; null when there is none. */
  readonly dueAt: Date | null;
  /** When whoever waits for it had it, or had it no more. */
  readonly endedAt: Date | null;
  /** Why the step was not done the last time, as a code; null once it is. */
  readonly failure: string | null;
}

const ROW = `id, user_id AS "userId", state, message, percent, data, created_at AS "createdAt",
  due_at AS "dueAt", ended_at AS "endedAt", failure`;
const RETURNING = `RETURNING ${ROW}`;
/** One claim of one step: a late process changes nothing. */
const CLAIM = { id: 'uuid', attempts: 'int', step: 'int' } as const;
const CLAIMED = 'id = :id AND attempts = :attempts AND step = :step';

/** @param kind written into the statements: it comes from code only */
export function jobStatements(kind: string) {
  return {
    start: statement(
      { id: 'uuid', userId: 'uuid?', data: 'jsonb', dueAt: 'timestamptz' },
      `INSERT INTO job (id, kind, user_id, data, due_at)
       VALUES (:id, '${kind}', :userId, :data, :dueAt) ${RETURNING}`,
    ).returns<JobRow>(),
    latest: statement(
      { userId: 'uuid' },
      `SELECT ${ROW} FROM job WHERE user_id = :userId AND kind = '${kind}'
       ORDER BY created_at DESC, id DESC LIMIT 1`,
    ).returns<JobRow>(),
    recent: statement(
      { most: 'int' },
      `SELECT ${ROW} FROM job WHERE kind = '${kind}' ORDER BY created_at DESC, id DESC LIMIT :most`,
    ).returns<JobRow>(),
    all: statement(
      { userId: 'uuid' },
      `SELECT ${ROW} FROM job WHERE user_id = :userId AND kind = '${kind}' ORDER BY created_at, id`,
    ).returns<JobRow>(),
    find: statement(
      { id: 'uuid' },
      `SELECT ${ROW} FROM job WHERE id = :id AND kind = '${kind}'`,
    ).returns<JobRow>(),
    begin: statement(
      { ...CLAIM, message: 'text' },
      `UPDATE job SET message = :message,
         state = CASE state WHEN 'waiting' THEN 'running' ELSE state END
       WHERE ${CLAIMED} ${RETURNING}`,
    ).returns<JobRow>(),
    say: statement(
      { ...CLAIM, percent: 'int', data: 'jsonb?', claimMs: 'float8' },
      `UPDATE job SET percent = greatest(percent, :percent), data = coalesce(:data, data),
         due_at = now() + :claimMs * interval '1 millisecond'
       WHERE ${CLAIMED} ${RETURNING}`,
    ).returns<JobRow>(),
    advance: statement(
      { ...CLAIM, state: 'text', percent: 'int', data: 'jsonb', dueAt: 'timestamptz?' },
      `UPDATE job SET step = step + 1, attempts = 0, failure = NULL, state = :state,
         percent = greatest(percent, :percent), data = :data,
         due_at = greatest(:dueAt, CASE WHEN :dueAt IS NOT NULL THEN now() END),
         ended_at = CASE :state WHEN 'done' THEN coalesce(ended_at, now()) END
       WHERE ${CLAIMED} ${RETURNING}`,
    ).returns<JobRow>(),
    fail: statement(
      { id: 'uuid', failure: 'text?' },
      `UPDATE job SET state = 'failed', due_at = NULL, ended_at = now(), failure = :failure
       WHERE id = :id AND due_at IS NOT NULL ${RETURNING}`,
    ).returns<JobRow>(),
    cancel: statement(
      { id: 'uuid' },
      `UPDATE job SET state = 'canceled', due_at = NULL, ended_at = now()
       WHERE id = :id AND state = 'waiting' AND attempts = 0 ${RETURNING}`,
    ).returns<JobRow>(),
  };
}
