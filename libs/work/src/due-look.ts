import type { Db } from '@edu/persistence';
import { lookStatement, type DueTable } from './work-queue.sql.ts';

interface Watched {
  readonly due: DueTable;
  readonly wake: () => void;
  readonly prepare: (() => Promise<void>) | undefined;
}

/** Looks for due rows of several queues in one statement: most looks find nothing, and cost as much. */
export class DueLook {
  readonly #db: Db;
  readonly #watched: Watched[] = [];
  #sql: ReturnType<typeof lookStatement> | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  /**
   * @param wake when there is something due
   * @param prepare before each look
   */
  add(due: DueTable, wake: () => void, prepare?: () => Promise<void>): void {
    this.#watched.push({ due, wake, prepare });
    this.#sql = undefined;
  }

  async look(): Promise<void> {
    for (const { prepare } of this.#watched) await prepare?.();
    this.#sql ??= lookStatement(this.#watched.map(({ due }) => due));
    const [found] = await this.#db.query(this.#sql);
    for (const place of found!.due) this.#watched[place]!.wake();
  }
}
