import { statement } from '@edu/persistence';

/** Rows of a table that can have no effect any more. */
export interface Expired {
  readonly table: string;
  /** By the clock of the database, as in `expires_at < now()`. */
  readonly where: string;
}

/** Of a table in one statement: well within the statement time-out. */
export const PURGE_BATCH = 1_000;

/** Deletes some of them. Those who do so at the same time take different rows. */
export const deletionOf = ({ table, where }: Expired) =>
  statement(
    { limit: 'int' },
    `WITH gone AS (
       DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
         SELECT ctid FROM ${table} WHERE ${where} LIMIT :limit FOR UPDATE SKIP LOCKED))
       RETURNING 1)
     SELECT count(*)::int AS count FROM gone`,
  ).returns<{ count: number }>();
