import type { Clock, Log } from '@edu/service';
import type { Pool } from 'pg';

/** Meanwhile a machine's clock goes wrong by a few milliseconds at most, unless somebody sets it. */
const EVERY_MS = 30_000;

/**
 * Lets the service's clock go by that of its database, which judges what is due: what a process sets an
 * end to ends at that time then, whatever its machine takes the time for.
 */
export class DatabaseTime {
  readonly #pool: Pool;
  readonly #clock: Clock;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;

  constructor(pool: Pool, clock: Clock, log: Log) {
    this.#pool = pool;
    this.#clock = clock;
    this.#log = log;
  }

  async read(): Promise<void> {
    await this.#clock.follow(async () => {
      const { rows } = await this.#pool.query<{ now: Date }>('SELECT clock_timestamp() AS now');
      return rows[0]!.now;
    });
  }

  /** Reads it again and again; while the database cannot be reached, the clock stays as it was set. */
  start(): void {
    this.#timer = setInterval(() => {
      this.read().catch((err: unknown) => this.#log.debug({ err }, 'no time from the database'));
    }, EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
