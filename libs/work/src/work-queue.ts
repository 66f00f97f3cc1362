import type { Db } from '@edu/persistence';
import { SharedRuns, type Log } from '@edu/service';
import type { BackOff } from './back-off.ts';
import type { QueueMetrics } from './work-metrics.ts';
import { workStatements, type Backlog, type DueTable } from './work-queue.sql.ts';

/** A row that this process alone works on until the claim runs out. */
export interface Claimed {
  readonly id: string;
  /** This attempt included; also distinguishes this claim from a later one. */
  readonly attempts: number;
}

export interface WorkOptions<Row extends Claimed> extends DueTable {
  /** In metrics and logs, as in `refunds`. */
  readonly name: string;
  /**
   * How long a row is out of others' reach: longer than the work can take. What a process that crashes
   * had in hand waits until then.
   */
  readonly claimMs: number;
  /** When a row comes again after a failure, or after `'again'`. */
  readonly retryAfterMs: BackOff;
  /** Rows taken at a time, and worked on side by side. */
  readonly batch?: number;
  /**
   * Takes the row out of the queue by a write of its own: with its effect, in one transaction. It may
   * ask for another turn, which is no failure; what it leaves as it is comes again with the claim.
   */
  readonly work: (row: Row) => Promise<void | 'again'>;
  readonly giveUp?: {
    /** Failures, or claims that ran out, after which there is no more attempt. */
    readonly after: number;
    /** Failures that another attempt would only repeat. */
    readonly final?: (error: unknown) => boolean;
    /** Takes the row out of the queue; without an error, every attempt ended with its process. */
    readonly write: (row: Row, error: unknown) => Promise<unknown>;
  };
  /** Why it failed, in codes: for the column `failure`. */
  readonly reasonOf?: (error: unknown) => string;
}

const BATCH = 8;

/** Rows of a table that wait for something to be done. Any number of replicas work on one queue. */
export class WorkQueue<Row extends Claimed> {
  readonly #db: Db;
  readonly #log: Log;
  readonly #metrics: QueueMetrics;
  readonly #options: WorkOptions<Row>;
  readonly #sql: ReturnType<typeof workStatements>;
  readonly #claims: SharedRuns<string, Row | undefined>;

  constructor(db: Db, log: Log, metrics: QueueMetrics, options: WorkOptions<Row>) {
    this.#db = db;
    this.#log = log;
    this.#metrics = metrics;
    this.#options = options;
    this.#sql = workStatements(options);
    this.#claims = new SharedRuns((ids) => this.#claim(ids));
  }

  /** Works on what is due until nothing is, or `signal` says stop. */
  async drain(signal?: AbortSignal): Promise<void> {
    const { claimMs, batch: limit = BATCH } = this.#options;
    while (!signal?.aborted) {
      const rows = (await this.#db.query(this.#sql.claimDue, { claimMs, limit })) as Row[];
      await Promise.all(rows.map((row) => this.#handle(row)));
      if (rows.length < limit) return;
    }
  }

  /** Works on this row, if it is due and not claimed. */
  async take(id: string): Promise<void> {
    const row = await this.#claims.ask(id);
    if (row) await this.#handle(row);
  }

  async backlog(): Promise<Backlog> {
    return (await this.#db.query(this.#sql.backlog))[0]!;
  }

  /** Each that can be had, once. */
  async #claim(ids: readonly string[]): Promise<(Row | undefined)[]> {
    const { claimMs } = this.#options;
    const rows = (await this.#db.query(this.#sql.claimThese, { claimMs, ids })) as Row[];
    const claimed = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => {
      const row = claimed.get(id);
      claimed.delete(id);
      return row;
    });
  }

  async #handle(row: Row): Promise<void> {
    try {
      this.#metrics.count(await this.#attempt(row));
    } catch (err) {
      // Neither the work nor the memory of its failure came through: the claim runs out.
      this.#metrics.count('failed');
      this.#log.warn({ err, job: this.#options.name, rowId: row.id }, 'work left to a later turn');
    }
  }

  async #attempt(row: Row): Promise<'done' | 'again' | 'failed' | 'given_up'> {
    const { work, giveUp, retryAfterMs } = this.#options;
    if (giveUp && row.attempts > giveUp.after) return this.#giveUp(row, undefined);
    try {
      const result = await work(row);
      if (result !== 'again') return 'done';
      await this.#postpone(row, retryAfterMs(row.attempts), null);
      return 'again';
    } catch (error) {
      if (giveUp && (row.attempts >= giveUp.after || giveUp.final?.(error))) {
        return this.#giveUp(row, error);
      }
      const { name: job, reasonOf } = this.#options;
      const { id: rowId, attempts } = row;
      const failure = reasonOf?.(error) ?? null;
      const retryMs = retryAfterMs(attempts);
      this.#log.warn({ err: error, job, rowId, attempts, failure, retryMs }, 'work failed');
      await this.#postpone(row, retryMs, failure);
      return 'failed';
    }
  }

  async #giveUp(row: Row, error: unknown): Promise<'given_up'> {
    const { name: job, giveUp } = this.#options;
    const { id: rowId, attempts } = row;
    await giveUp!.write(row, error);
    this.#log.error({ err: error, job, rowId, attempts }, 'work given up');
    return 'given_up';
  }

  async #postpone({ id, attempts }: Row, afterMs: number, reason: string | null): Promise<void> {
    await this.#db.query(this.#sql.postpone, { id, attempts, afterMs, reason });
  }
}
