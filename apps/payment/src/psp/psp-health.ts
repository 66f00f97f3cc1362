import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
import { Histogram, Registry } from 'prom-client';
import { isFailing, type Outcome } from './psp-health.domain.ts';
import { PspUncertain } from './psp.ts';

/** So many say enough of a psp, also of a busy one. */
const MOST = 100;

/**
 * How psps have answered lately, as far as this process has asked them: what one of several replicas learns
 * the others learn themselves within their next few questions. It decides what is proposed and nothing else.
 */
@Injectable()
export class PspHealth {
  readonly #outcomes = new Map<string, Outcome[]>();
  readonly #duration: Histogram<'psp' | 'result'>;

  constructor(
    private readonly clock: Clock,
    registry: Registry,
  ) {
    this.#duration = new Histogram({
      name: 'edu_psp_duration_seconds',
      help: 'What psps take to answer, by psp and result (answered, unanswered)',
      labelNames: ['psp', 'result'],
      buckets: [0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry],
    });
  }

  isFailing(psp: string): boolean {
    return isFailing(this.#outcomes.get(psp) ?? [], this.#now());
  }

  /** Remembers whether a psp answers what it has been asked. */
  async watch<Answer>(psp: string, asked: Promise<Answer>): Promise<Answer> {
    const askedAt = performance.now();
    try {
      const answer = await asked;
      this.#note(psp, true, askedAt);
      return answer;
    } catch (error) {
      this.#note(psp, !(error instanceof PspUncertain), askedAt);
      throw error;
    }
  }

  #note(psp: string, answered: boolean, askedAt: number): void {
    const result = answered ? 'answered' : 'unanswered';
    this.#duration.observe({ psp, result }, (performance.now() - askedAt) / 1_000);
    const known = this.#outcomes.get(psp) ?? [];
    this.#outcomes.set(psp, [...known, { at: this.#now(), answered }].slice(-MOST));
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}
