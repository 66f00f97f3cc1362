import { Counter, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export type EventResult = 'done' | 'duplicate' | 'retry' | 'dead';

/**
 * Rate, errors and duration of calls and events. An observation costs 1 µs; prom-client's children
 * (`labels()`) hash their labels every time too and save nothing.
 */
export class MessagingMetrics {
  readonly #rpc: Histogram<'subject' | 'status'>;
  readonly #events: Histogram<'subject' | 'result'>;
  readonly #deadLetters: Counter<'consumer'>;
  readonly #undeclared: Counter<'subject' | 'code'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.#rpc = new Histogram({
      name: 'edu_rpc_duration_seconds',
      help: 'Calls handled, by subject and status',
      labelNames: ['subject', 'status'],
      buckets: SECONDS,
      registers,
    });
    this.#events = new Histogram({
      name: 'edu_event_duration_seconds',
      help: 'Events handled, by subject and result (done, duplicate, retry, dead)',
      labelNames: ['subject', 'result'],
      buckets: SECONDS,
      registers,
    });
    this.#deadLetters = new Counter({
      name: 'edu_dead_letters_total',
      help: 'Messages given up and moved to the dead letters',
      labelNames: ['consumer'],
      registers,
    });
    this.#undeclared = new Counter({
      name: 'edu_undeclared_errors_total',
      help: 'Calls answered with an error that their contract does not declare',
      labelNames: ['subject', 'code'],
      registers,
    });
  }

  /** @param startedAt as `performance.now()` said */
  rpc(subject: string, status: number, startedAt: number): void {
    this.#rpc.observe({ subject, status }, (performance.now() - startedAt) / 1_000);
  }

  /** @param startedAt as `performance.now()` said */
  event(subject: string, result: EventResult, startedAt: number): void {
    this.#events.observe({ subject, result }, (performance.now() - startedAt) / 1_000);
  }

  undeclared(subject: string, code: string): void {
    this.#undeclared.inc({ subject, code });
  }

  deadLetter(consumer: string): void {
    this.#deadLetters.inc({ consumer });
  }
}
