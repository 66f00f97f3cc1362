import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  TracerProvider,
  type SpanExporter,
} from '@opentelemetry/sdk-trace';
import type { TraceContext } from './trace-context.ts';
import type { SpanFacts, SpanSink } from './span.ts';

export interface TraceExportOptions {
  /** As in `http://collector:4318`; traces go to `/v1/traces` there. */
  readonly endpoint: string;
  readonly service: string;
  readonly version: string;
  readonly onChange: (state: 'up' | 'down') => void;
}

/** Spans that wait to be sent; more are dropped. */
const MAX_QUEUE = 2_048;
const SEND_EVERY_MS = 2_000;
const SEND_TIMEOUT_MS = 5_000;
/** A collector that is down does not delay a service that stops. */
const CLOSE_TIMEOUT_MS = 1_500;

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/** Sends spans in batches over OTLP. Nothing of it is global: services share a process. */
export class TraceExport implements SpanSink {
  readonly #provider: TracerProvider;
  readonly #tracer;
  /** What the SDK asks for next; ours are known before a span is made. */
  #ids: TraceContext | undefined;

  constructor({ endpoint, service, version, onChange }: TraceExportOptions) {
    const exporter = new OTLPTraceExporter({
      url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
      timeoutMillis: SEND_TIMEOUT_MS,
    });
    this.#provider = new TracerProvider({
      resource: resourceFromAttributes({
        'service.name': service,
        'service.version': version,
        'service.instance.id': `${hostname()}:${process.pid}`,
      }),
      // What comes here is wanted: the edge has decided, or it failed.
      sampler: new AlwaysOnSampler(),
      idGenerator: {
        generateTraceId: () => this.#ids!.traceId,
        generateSpanId: () => this.#ids!.spanId,
      },
      spanProcessors: [
        new BatchSpanProcessor({
          exporter: watched(exporter, onChange),
          maxQueueSize: MAX_QUEUE,
          scheduledDelayMillis: SEND_EVERY_MS,
          exportTimeoutMillis: SEND_TIMEOUT_MS + 1_000,
        }),
      ],
    });
    this.#tracer = this.#provider.getTracer('@edu/observability');
  }

  record(context: TraceContext, { kind, name, startedAt, attributes, error }: SpanFacts): void {
    const { traceId, parentId } = context;
    const parent = parentId
      ? trace.setSpanContext(ROOT_CONTEXT, {
          traceId,
          spanId: parentId,
          traceFlags: TraceFlags.SAMPLED,
          isRemote: kind === 'server' || kind === 'consumer',
        })
      : ROOT_CONTEXT;
    this.#ids = context;
    const options = { kind: KINDS[kind], startTime: startedAt, attributes };
    const span = this.#tracer.startSpan(name, options, parent);
    if (error !== undefined) {
      span.setAttribute('error.type', error);
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    span.end(performance.now());
  }

  async close(): Promise<void> {
    const timeout = sleep(CLOSE_TIMEOUT_MS, undefined, { ref: false });
    await Promise.race([this.#provider.shutdown().catch(() => undefined), timeout]);
  }
}

/** Reports when the collector goes down and when it is back, not every batch that is lost. */
function watched(exporter: SpanExporter, onChange: TraceExportOptions['onChange']): SpanExporter {
  let state: 'up' | 'down' = 'up';
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const now = result.error ? 'down' : 'up';
        if (now !== state) onChange((state = now));
        done(result);
      }),
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  };
}
