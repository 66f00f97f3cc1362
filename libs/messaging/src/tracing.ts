import { TraceContext } from './trace-context.ts';

export type SpanAttributes = Readonly<Record<string, string | number>>;

/** An operation that has ended. Ids, counts and code only: no path with ids, no value, no message. */
export interface SpanFacts {
  readonly kind: 'server' | 'client' | 'producer' | 'consumer' | 'internal';
  /** One of few: a route template, a subject, a kind of statement. */
  readonly name: string;
  /** As `performance.now()` said when it began. */
  readonly startedAt: number;
  readonly attributes: SpanAttributes;
  /** Code of the error that ended it. */
  readonly error?: string | undefined;
}

/** Where ended operations are sent. */
export interface SpanSink {
  record(trace: TraceContext, span: SpanFacts): void;
  /** Sends what it still has, for a bounded time. */
  close(): Promise<void>;
}

export interface TracingOptions {
  /** As in `http://collector:4318`; traces go to `/v1/traces` there. */
  readonly endpoint: string;
  /** Share of the traces begun here that are sampled, 0 to 1. */
  readonly ratio: number;
  readonly service: string;
  readonly version: string;
  readonly onChange: (state: 'up' | 'down') => void;
}

/**
 * The traces of one service. A span is made only when its operation has ended, from its ids and its
 * start: of sampled traces always, of others where a request failed. So an unsampled request costs
 * two ids, and an error is always seen.
 */
export class Tracing {
  /** Knows ids and remembers nothing. */
  static readonly off = new Tracing();
  readonly #sink: SpanSink | undefined;
  readonly #ratio: number;

  constructor(sink?: SpanSink, ratio = 0) {
    this.#sink = sink;
    this.#ratio = ratio;
  }

  /** Tracing to a collector. Only here is OpenTelemetry loaded. */
  static async to(options: TracingOptions): Promise<Tracing> {
    const { TraceExport } = await import('./trace-export.ts');
    return new Tracing(new TraceExport(options), options.ratio);
  }

  get on(): boolean {
    return this.#sink !== undefined;
  }

  /**
   * The context of a request from outside. It keeps the trace id that it came with; whether it is
   * sampled is for us to say.
   */
  enter(traceparent?: string): TraceContext {
    return TraceContext.begin(this.#decide, traceparent);
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

  /** The end of a trace id is random, so every edge decides the same of the same trace. */
  readonly #decide = (traceId: string): boolean =>
    this.#ratio > 0 && parseInt(traceId.slice(-8), 16) < this.#ratio * 2 ** 32;
}
