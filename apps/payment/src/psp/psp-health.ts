import { Injectable } from '@nestjs/common';
import { Clock } from '@edu/service';
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

  constructor(private readonly clock: Clock) {}

  isFailing(psp: string): boolean {
    return isFailing(this.#outcomes.get(psp) ?? [], this.#now());
  }

  /** Remembers whether a psp answers what it has been asked. */
  async watch<Answer>(psp: string, asked: Promise<Answer>): Promise<Answer> {
    try {
      const answer = await asked;
      this.#note(psp, true);
      return answer;
    } catch (error) {
      this.#note(psp, !(error instanceof PspUncertain));
      throw error;
    }
  }

  #note(psp: string, answered: boolean): void {
    const known = this.#outcomes.get(psp) ?? [];
    this.#outcomes.set(psp, [...known, { at: this.#now(), answered }].slice(-MOST));
  }

  #now(): number {
    return this.clock.now().getTime();
  }
}
