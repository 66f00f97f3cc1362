import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { Log } from '@edu/service';

interface Job {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
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

  /** Call it from a provider's constructor. `run` is never started beside itself. */
  every(everyMs: number, name: string, run: () => Promise<unknown>): void {
    this.#jobs.push({ name, everyMs, run });
  }

  onApplicationBootstrap(): void {
    this.#running = this.#jobs.map((job) => this.#loop(job));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    await Promise.all(this.#running);
  }

  async #loop({ name, everyMs, run }: Job): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        await run();
      } catch (err) {
        this.#log.error({ err, job: name }, 'job failed, will run again');
      }
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
