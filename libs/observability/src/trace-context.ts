import { randomFillSync } from 'node:crypto';

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;
const SAMPLED = 1;

/** One operation's place in its trace. Source: W3C Trace Context level 2. */
export class TraceContext {
  readonly traceId: string;
  readonly spanId: string;
  /** The operation that asked for this one; undefined where the trace begins. */
  readonly parentId: string | undefined;
  /** Decided once, at the edge; all that follows agrees. */
  readonly sampled: boolean;

  private constructor(traceId: string, spanId: string, parentId?: string, sampled = false) {
    this.traceId = traceId;
    this.spanId = spanId;
    this.parentId = parentId;
    this.sampled = sampled;
  }

  /** A new trace, or that of the header `parent`. */
  static begin(sampled = false, parent?: string): TraceContext {
    const [, given, parentId] = (parent && TRACEPARENT.exec(parent)) || [];
    return new TraceContext(given ?? randomHex(16), randomHex(8), parentId, sampled);
  }

  /** Under the caller's header; a new trace that is not sampled where there is none. */
  static under(traceparent: string | undefined): TraceContext {
    const [, traceId, parentId, flags] = (traceparent && TRACEPARENT.exec(traceparent)) || [];
    if (!traceId) return TraceContext.begin();
    return new TraceContext(
      traceId,
      randomHex(8),
      parentId,
      (parseInt(flags!, 16) & SAMPLED) === 1,
    );
  }

  /** An operation that this one asks for. */
  child(): TraceContext {
    return new TraceContext(this.traceId, randomHex(8), this.spanId, this.sampled);
  }

  /** The header for those who are asked. */
  get traceparent(): string {
    return `00-${this.traceId}-${this.spanId}-${this.sampled ? '01' : '00'}`;
  }
}

/** Asking the system for every id would cost several times the rest of a call's context. */
const pool = Buffer.alloc(4_096);
let used = pool.length;

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.toString('hex', used, (used += bytes));
}
