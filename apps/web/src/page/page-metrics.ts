import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';

/** What the making of a page consists of: its data from the gateway, then its HTML. */
type Part = 'load' | 'render';

/** Rendering takes a few milliseconds, loading as long as the gateway. */
const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What pages cost, by their paths as `pages.ts` has them; requests are watched as at the gateway. */
@Injectable()
export class PageMetrics {
  private readonly duration: Histogram<'page' | 'part'>;
  private readonly answers: Counter<'page' | 'from'>;

  constructor(registry: Registry) {
    this.duration = new Histogram({
      name: 'edu_page_seconds',
      help: 'Making a page, by its part: load (the gateway) or render',
      labelNames: ['page', 'part'],
      buckets: SECONDS,
      registers: [registry],
    });
    this.answers = new Counter({
      name: 'edu_page_answers_total',
      help: 'Pages answered: those kept (cache), and those made for the request (made)',
      labelNames: ['page', 'from'],
      registers: [registry],
    });
  }

  async time<T>(page: string, part: Part, run: () => T | Promise<T>): Promise<T> {
    const end = this.duration.startTimer({ page, part });
    try {
      return await run();
    } finally {
      end();
    }
  }

  count(page: string, from: 'cache' | 'made'): void {
    this.answers.inc({ page, from });
  }
}
