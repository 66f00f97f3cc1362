import { setTimeout as sleep } from 'node:timers/promises';
import {
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { Log } from '@edu/service';

interface Job {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
  /** Aborted to end the present wait. */
  wake: AbortController;
}

/**
 * The one scheduler of a service. A job looks for rows whose `due_at` has passed and claims them in
 * the database, so any number of replicas may run it, and nothing is lost with a process.
 */
@Injectable()
export class Scheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #log: Log;
  readonly #jobs: Job[] = [];
  readonly #stop = new AbortController();
  #running: Promise<void>[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  /**
   * Call it from a provider's constructor. `run` is never started beside itself.
   *
   * @returns wakes the job: it runs at once, or once more when it is running now
   */
  every(everyMs: number, name: string, run: () => Promise<unknown>): () => void {
    const job: Job = { name, everyMs, run, wake: new AbortController() };
    this.#jobs.push(job);
    return () => job.wake.abort();
  }

  onApplicationBootstrap(): void {
    this.#running = this.#jobs.map((job) => this.#loop(job));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    for (const job of this.#jobs) job.wake.abort();
    await Promise.all(this.#running);
  }

  async #loop(job: Job): Promise<void> {
    while (!this.#stop.signal.aborted) {
      job.wake = new AbortController();
      try {
        await job.run();
      } catch (err) {
        this.#log.error({ err, job: job.name }, 'job failed, will run again');
      }
      await sleep(job.everyMs, undefined, { signal: job.wake.signal }).catch(() => undefined);
    }
  }
}
