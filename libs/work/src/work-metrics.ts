import { Injectable } from '@nestjs/common';
import { cachedForScrape } from '@edu/observability';
import { Counter, Gauge, Registry } from 'prom-client';
import type { Backlog } from './work-queue.sql.ts';

type Result = 'done' | 'again' | 'failed' | 'given_up';

export interface QueueMetrics {
  count(result: Result): void;
}

/** How each queue of a service is doing. */
@Injectable()
export class WorkMetrics {
  readonly #rows: Counter<'queue' | 'result'>;
  readonly #backlogs = new Map<string, () => Promise<Backlog | undefined>>();

  constructor(registry: Registry) {
    this.#rows = new Counter({
      name: 'edu_work_rows_total',
      help: 'Turns of rows, by queue and result (done, again, failed, given_up)',
      labelNames: ['queue', 'result'],
      registers: [registry],
    });
    const gauge = (name: string, help: string, field: keyof Backlog) => {
      const backlogs = this.#backlogs;
      new Gauge({
        name,
        help,
        labelNames: ['queue'],
        registers: [registry],
        async collect() {
          this.reset();
          const read = async ([queue, backlog]: [string, () => Promise<Backlog | undefined>]) => {
            const found = await backlog();
            if (found) this.set({ queue }, found[field]);
          };
          await Promise.all([...backlogs].map(read));
        },
      });
    };
    gauge('edu_work_due', 'Rows that are due and not claimed, by queue', 'due');
    gauge('edu_work_oldest_seconds', 'Since when the oldest of them is due, by queue', 'oldest');
  }

  /** Counts from zero, so that the first row given up shows as a rise. */
  queue(queue: string, backlog: () => Promise<Backlog>): QueueMetrics {
    if (this.#backlogs.has(queue)) throw new Error(`two queues are called ${queue}`);
    this.#backlogs.set(queue, cachedForScrape(backlog));
    for (const result of ['done', 'again', 'failed', 'given_up'] as const) {
      this.#rows.inc({ queue, result }, 0);
    }
    return { count: (result) => this.#rows.inc({ queue, result }) };
  }
}
