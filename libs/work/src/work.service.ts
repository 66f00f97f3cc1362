import { Injectable } from '@nestjs/common';
import { Db } from '@edu/persistence';
import { Clock, Log } from '@edu/service';
import { CalendarEntry, type CalendarJob } from './calendar.ts';
import { nextDaily, type Daily } from './daily.ts';
import { DueLook } from './due-look.ts';
import { Scheduler } from './scheduler.ts';
import { WorkMetrics } from './work-metrics.ts';
import { WorkQueue, type Claimed, type WorkOptions } from './work-queue.ts';

/** How often a queue is looked at for due rows: one read of a small partial index. */
const LOOK_EVERY_MS = 1_000;
/** Jobs of the day are few, and whoever makes one due by hand wants to see it run. */
const CALENDAR_EVERY_MS = 5_000;

type Run = Pick<CalendarJob, 'name' | 'run' | 'maxRunMs'>;
export type DailyJob = Run & Daily;
export type RegularJob = Run & { readonly everyMs: number };

/** What a service does by itself. Call its methods from constructors of providers. */
@Injectable()
export class Work {
  /** By how often they look. */
  readonly #looks = new Map<number, DueLook>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly metrics: WorkMetrics,
    private readonly scheduler: Scheduler,
  ) {}

  /** A queue that somebody else drains. */
  queue<Row extends Claimed>(options: WorkOptions<Row>): WorkQueue<Row> {
    const { db, log } = this;
    const metrics = this.metrics.queue(options.name, () => queue.backlog());
    const queue = new WorkQueue<Row>(db, log, metrics, options);
    return queue;
  }

  /**
   * Works on a queue's rows when they become due, looking every second by default.
   *
   * @returns looks at once, after something was written that is due
   */
  follow<Row extends Claimed>(
    options: WorkOptions<Row> & { readonly everyMs?: number },
  ): () => void {
    const { everyMs = LOOK_EVERY_MS, name } = options;
    const queue = this.queue(options);
    const wake = this.scheduler.whenWoken(name, (signal) => queue.drain(signal));
    this.#lookEvery(everyMs).add(options, wake);
    return wake;
  }

  /** Runs a job once a day over all replicas; a run that was missed comes once, and at once. */
  daily({ at, zone, ...run }: DailyJob): void {
    const next = (after: Date) => nextDaily({ at, zone }, after);
    this.#calendar({ ...run, schedule: `daily ${at} ${zone}`, next });
  }

  /** Runs a job again and again, once over all replicas; the first time when that much time is over. */
  regularly({ everyMs, ...run }: RegularJob): void {
    const next = (after: Date) => new Date(after.getTime() + everyMs);
    this.#calendar({ ...run, schedule: `every ${everyMs} ms`, next });
  }

  #calendar(job: CalendarJob): void {
    const entry = new CalendarEntry(this.db, this.clock, job);
    const queue = this.queue(entry.options);
    const wake = this.scheduler.whenWoken(job.name, (signal) => queue.drain(signal));
    this.#lookEvery(CALENDAR_EVERY_MS).add(entry.options, wake, () => entry.enter());
  }

  #lookEvery(everyMs: number): DueLook {
    const known = this.#looks.get(everyMs);
    if (known) return known;
    const look = new DueLook(this.db);
    this.#looks.set(everyMs, look);
    this.scheduler.every(everyMs, `look every ${everyMs} ms`, () => look.look());
    return look;
  }
}
