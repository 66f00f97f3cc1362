import { statement, type Db } from '@edu/persistence';

/** Rows of a table that can have no effect any more. */
export interface Expired {
  readonly table: string;
  /** By the clock of the database, as in `expires_at < now()`. */
  readonly where: string;
}

/** Of a table in one statement: well within the statement time-out. */
const BATCH = 1_000;

/** Deletes expired rows in batches. Replicas that run it at the same time take different rows. */
export class Purge {
  readonly #db: Db;
  readonly #deletions;

  constructor(db: Db, expired: readonly Expired[]) {
    this.#db = db;
    this.#deletions = expired.map(({ table, where }) =>
      statement(
        { limit: 'int' },
        `WITH gone AS (
           DELETE FROM ${table} WHERE ctid = ANY (ARRAY(
             SELECT ctid FROM ${table} WHERE ${where} LIMIT :limit FOR UPDATE SKIP LOCKED))
           RETURNING 1)
         SELECT count(*)::int AS count FROM gone`,
      ).returns<{ count: number }>(),
    );
  }

  /** @returns how many rows went */
  async run(signal?: AbortSignal): Promise<number> {
    let gone = 0;
    for (const deletion of this.#deletions) {
      for (let count = BATCH; count === BATCH && !signal?.aborted; gone += count) {
        [{ count }] = (await this.#db.query(deletion, { limit: BATCH })) as [{ count: number }];
      }
    }
    return gone;
  }
}
