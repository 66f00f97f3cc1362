/** A span as it was sent, without the wrapping of OTLP. */
export interface CollectedSpan {
  readonly resource: Readonly<Record<string, string>>;
  readonly traceId: string;
  readonly spanId: string;
  /** Empty where the trace begins. */
  readonly parentId: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly failed: boolean;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly ms: number;
}

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string; doubleValue?: number };
}
export interface OtlpBody {
  resourceSpans: {
    resource: { attributes: Attribute[] };
    scopeSpans: {
      spans: {
        traceId: string;
        spanId: string;
        parentSpanId?: string;
        name: string;
        kind: number;
        startTimeUnixNano: string;
        endTimeUnixNano: string;
        attributes: Attribute[];
        status: { code?: number };
      }[];
    }[];
  }[];
}
const ERROR = 2;

/** The last millisecond that a date has. */
const LAST_MS = 8.64e15;

/**
 * The spans of one request to `/v1/traces`, in JSON: what they say can be shown, whatever it is.
 *
 * @throws Error when they are no spans
 */
export function spansIn({ resourceSpans }: OtlpBody): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap((scope) => scope.spans)
      .map((span) => ({
        resource: record(resource.attributes),
        traceId: text(span.traceId),
        spanId: text(span.spanId),
        parentId: text(span.parentSpanId ?? ''),
        name: text(span.name),
        kind: span.kind,
        attributes: record(span.attributes),
        failed: span.status.code === ERROR,
        startedAt: milliseconds(BigInt(span.startTimeUnixNano)),
        ms: milliseconds(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)),
      })),
  );
}

/** It becomes part of an address, where half of a character cannot be. */
const text = (value: string) => String(value).toWellFormed();

function milliseconds(nanos: bigint): number {
  const ms = Number(nanos) / 1e6;
  if (Math.abs(ms) > LAST_MS) throw new RangeError('a time that is no date');
  return ms;
}

function record(attributes: readonly Attribute[]): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]),
  );
}
