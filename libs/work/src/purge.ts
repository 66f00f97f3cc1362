import { statement, type Db } from '@edu/persistence';

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

/** Deletes expired rows in batches. */
export class Purge {
  readonly #db: Db;
  readonly #deletions;

  constructor(db: Db, expired: readonly Expired[]) {
    this.#db = db;
    this.#deletions = expired.map(deletionOf);
  }

  async run(signal: AbortSignal): Promise<void> {
    for (const deletion of this.#deletions) {
      for (let count = PURGE_BATCH; count === PURGE_BATCH && !signal.aborted;) {
        [{ count }] = (await this.#db.query(deletion, { limit: PURGE_BATCH })) as [
          { count: number },
        ];
      }
    }
  }
}
