import type { TraceContext } from './trace-context.ts';

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
