import type { Log } from './http-server.ts';
import type { ObjectStore } from './object-store.ts';

const TABLE = `
  CREATE TABLE IF NOT EXISTS later (
    object_id TEXT PRIMARY KEY, due_at INTEGER NOT NULL, outcome TEXT NOT NULL);
`;

/**
 * What becomes of an object some time after the request: a payment that settles, a message that is
 * delivered. Kept in the store, so it also happens when the simulator was restarted in between.
 */
export class Later<Outcome extends string> {
  readonly #store: ObjectStore<object>;
  readonly #log: Log;
  #happen: ((objectId: string, outcome: Outcome) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(store: ObjectStore<object>, log: Log) {
    store.define(TABLE);
    this.#store = store;
    this.#log = log;
  }

  /** Begins with what is due; `happen` runs in a transaction and may schedule the next step. */
  start(happen: (objectId: string, outcome: Outcome) => void): void {
    this.#happen = happen;
    this.#run();
  }

  /** Notes the outcome, in the caller's transaction; a later one for the same object replaces it. */
  schedule(objectId: string, outcome: Outcome, afterMs: number): void {
    this.#store
      .sql(
        `INSERT INTO later (object_id, due_at, outcome) VALUES (?, ?, ?)
         ON CONFLICT (object_id) DO UPDATE SET due_at = excluded.due_at, outcome = excluded.outcome`,
      )
      .run(objectId, Date.now() + afterMs, outcome);
    this.#wait(0);
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#run(), Math.min(milliseconds, 60_000));
  }

  #run(): void {
    const happen = this.#happen;
    if (!happen) return;
    const rows = this.#store.sql('SELECT * FROM later ORDER BY due_at LIMIT 50').all();
    for (const [nth, row] of rows.entries()) {
      const wait = Number(row['due_at']) - Date.now();
      // What has just happened may have scheduled a step that comes before this one.
      if (wait > 0) return this.#wait(nth > 0 ? 0 : wait);
      const objectId = String(row['object_id']);
      const remove = () => this.#store.sql('DELETE FROM later WHERE object_id = ?').run(objectId);
      try {
        this.#store.transaction(() => {
          remove();
          happen(objectId, String(row['outcome']) as Outcome);
        });
      } catch (error) {
        remove();
        this.#log(`${objectId} could not go on: ${String(error)}`);
      }
    }
    if (rows.length > 0) this.#wait(0);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#happen = undefined;
  }
}
