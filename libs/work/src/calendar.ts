import { statement, type Db } from '@edu/persistence';
import type { Clock } from '@edu/service';
import { doubling } from './back-off.ts';
import type { Claimed, WorkOptions } from './work-queue.ts';

export interface CalendarJob {
  readonly name: string;
  /** When it runs, in words: who changes it is seen by it. */
  readonly schedule: string;
  readonly next: (after: Date) => Date;
  readonly run: () => Promise<unknown>;
  /** Longer than a run takes: then another replica takes the process for crashed. 15 min by default. */
  readonly maxRunMs?: number;
}

interface CalendarRow extends Claimed {
  /** The occurrence that is worked on. */
  readonly run_at: Date;
}

/** A job that is new, or that has another time now, waits for its next occurrence. */
const ENTER = statement(
  { name: 'text', schedule: 'text', next: 'timestamptz' },
  `INSERT INTO calendar_job AS job (name, schedule, run_at, due_at)
   VALUES (:name, :schedule, :next, :next)
   ON CONFLICT (name) DO UPDATE
   SET schedule = excluded.schedule, run_at = excluded.run_at, due_at = excluded.due_at, attempts = 0
   WHERE job.schedule <> excluded.schedule`,
);

const FINISH = statement(
  { name: 'text', attempts: 'int', ranAt: 'timestamptz', next: 'timestamptz' },
  `UPDATE calendar_job
   SET run_at = :next, due_at = :next, attempts = 0, finished_at = now()
   WHERE name = :name AND attempts = :attempts AND run_at = :ranAt`,
);

const MAX_FAILURES = 5;
const RETRY = doubling({ firstMs: 60_000, maxMs: 3_600_000 });
const MAX_RUN_MS = 900_000;
const NAME = /^[a-z][a-z0-9 -]*$/;

/** A job of the calendar as a queue of one row, which every replica watches and one takes. */
export class CalendarEntry {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #job: CalendarJob;
  #entered = false;

  constructor(db: Db, clock: Clock, job: CalendarJob) {
    if (!NAME.test(job.name)) throw new Error(`${job.name} is no name of a job`);
    job.next(new Date(0)); // refuses a time or zone that there is not
    this.#db = db;
    this.#clock = clock;
    this.#job = job;
  }

  get options(): WorkOptions<CalendarRow> {
    const { name, run, maxRunMs: claimMs = MAX_RUN_MS } = this.#job;
    return {
      name,
      table: 'calendar_job',
      id: 'name',
      idType: 'text',
      where: `name = '${name}'`,
      columns: ['run_at'],
      claimMs,
      retryAfterMs: RETRY,
      work: async (row) => {
        await run();
        await this.#finish(row);
      },
      giveUp: { after: MAX_FAILURES, write: (row) => this.#finish(row) },
    };
  }

  /** Writes the row unless it is there. */
  async enter(): Promise<void> {
    if (this.#entered) return;
    const { name, schedule, next } = this.#job;
    await this.#db.query(ENTER, { name, schedule, next: next(this.#clock.now()) });
    this.#entered = true;
  }

  /** What was missed is not made up for: the next occurrence is in the future. */
  async #finish({ attempts, run_at: ranAt }: CalendarRow): Promise<void> {
    const { name, next } = this.#job;
    const now = this.#clock.now();
    await this.#db.query(FINISH, { name, attempts, ranAt, next: next(now > ranAt ? now : ranAt) });
  }
}
