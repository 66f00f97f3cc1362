import { setTimeout as sleep } from 'node:timers/promises';
import {
  Injectable,
  type OnApplicationBootstrap,
  type BeforeApplicationShutdown,
} from '@nestjs/common';
import { servicePrincipal, type Principal } from '@edu/identity';
import { Tracing } from '@edu/observability';
import { Call, runCall } from '@edu/messaging';
import { Log, ServiceName, WakeSignal } from '@edu/service';
import { Histogram, Registry } from 'prom-client';

interface Job {
  readonly name: string;
  /** Undefined for one that only runs when it is woken. */
  readonly everyMs: number | undefined;
  readonly run: (stop: AbortSignal) => Promise<unknown>;
  readonly signal: WakeSignal;
}

/** After a run: under load what is woken next gathers, and alone it never waits. */
const REST_MS = 50;

/**
 * Runs jobs again and again, in every replica: what must be done once is claimed in the database
 * (`Work`), so that nothing depends on a process.
 */
@Injectable()
export class Scheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #principal: Principal;
  readonly #log: Log;
  readonly #tracing: Tracing;
  readonly #duration: Histogram<'job' | 'result'>;
  readonly #jobs: Job[] = [];
  readonly #stop = new AbortController();
  #running: Promise<void>[] = [];

  constructor({ value }: ServiceName, log: Log, tracing: Tracing, registry: Registry) {
    this.#principal = servicePrincipal(value);
    this.#log = log;
    this.#tracing = tracing;
    this.#duration = new Histogram({
      name: 'edu_job_duration_seconds',
      help: 'Runs of jobs, by result (done, failed)',
      labelNames: ['job', 'result'],
      buckets: [0.005, 0.025, 0.1, 0.5, 1, 5, 30, 120],
      registers: [registry],
    });
  }

  /**
   * Call it from a provider's constructor. `run` is never started beside itself in one process; it
   * should end soon once its signal is aborted.
   *
   * @returns wakes the job: it runs at once, or once more when it is running now
   */
  every(everyMs: number, name: string, run: Job['run']): () => void {
    return this.#add({ name, everyMs, run, signal: new WakeSignal() });
  }

  /** Like `every`, for what somebody else knows when to run: only when it is woken. */
  whenWoken(name: string, run: Job['run']): () => void {
    return this.#add({ name, everyMs: undefined, run, signal: new WakeSignal() });
  }

  onApplicationBootstrap(): void {
    this.#running = this.#jobs.map((job) => this.#loop(job));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#stop.abort();
    for (const job of this.#jobs) job.signal.wake();
    await Promise.all(this.#running);
  }

  #add(job: Job): () => void {
    this.#jobs.push(job);
    return () => job.signal.wake();
  }

  async #loop(job: Job): Promise<void> {
    if (job.everyMs === undefined) await job.signal.sleep();
    while (!this.#stop.signal.aborted) {
      await this.#run(job);
      await sleep(REST_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      await job.signal.sleep(job.everyMs);
    }
  }

  /** What a run does and emits belongs to one request, as if the service had asked itself. */
  async #run(job: Job): Promise<void> {
    const call = new Call({ deadline: Infinity, principal: this.#principal });
    const startedAt = performance.now();
    let result: 'done' | 'failed' = 'done';
    try {
      await runCall(call, () => job.run(this.#stop.signal));
    } catch (err) {
      result = 'failed';
      const { requestId, trace } = call;
      this.#log.error(
        { err, job: job.name, requestId, traceId: trace.traceId },
        'job failed, will run again',
      );
    }
    this.#duration.observe({ job: job.name, result }, (performance.now() - startedAt) / 1_000);
    if (!this.#tracing.wants(call.trace, result === 'failed')) return;
    this.#tracing.record(call.trace, {
      kind: 'internal',
      name: job.name,
      startedAt,
      attributes: { 'edu.request_id': call.requestId },
      error: 'job',
    });
  }
}
