import type { SpanFacts, SpanSink } from './span.ts';
import { TraceContext } from './trace-context.ts';

/**
 * The traces of one service. A span is made only when its operation has ended, from its ids and its
 * start: of sampled traces always, of others where a request failed. So an unsampled request costs
 * two ids, and an error is always seen.
 */
export class Tracing {
  /** Passes ids on and records nothing. */
  static readonly off = new Tracing();
  readonly #sink: SpanSink | undefined;
  readonly #ratio: number;

  constructor(sink?: SpanSink, ratio = 0) {
    this.#sink = sink;
    this.#ratio = ratio;
  }

  get on(): boolean {
    return this.#sink !== undefined;
  }

  /**
   * The context of a request from outside. It keeps the trace id that it came with; whether it is
   * sampled is for us to say, and not by that id: a caller could choose one that always is.
   */
  enter(traceparent?: string): TraceContext {
    return TraceContext.begin(Math.random() < this.#ratio, traceparent);
  }

  /** Whether `record` does anything: ask before gathering facts. */
  wants(trace: TraceContext, failed = false): boolean {
    return this.#sink !== undefined && (trace.sampled || failed);
  }

  record(trace: TraceContext, span: SpanFacts): void {
    this.#sink?.record(trace, span);
  }

  async close(): Promise<void> {
    await this.#sink?.close();
  }
}
