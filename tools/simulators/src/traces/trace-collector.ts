import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

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
  readonly ms: number;
}

export interface TraceCollector {
  /** For `OTEL_EXPORTER_OTLP_ENDPOINT`; `GET /spans` and `GET /bodies` answer what came. */
  readonly url: string;
  readonly spans: readonly CollectedSpan[];
  /** The requests' bodies, byte by byte. */
  readonly bodies: readonly string[];
  close(): Promise<void>;
}

/** Takes traces as an OpenTelemetry collector does (OTLP over HTTP, JSON) and keeps them all. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const spans: CollectedSpan[] = [];
  const bodies: string[] = [];
  const take = async (request: IncomingMessage) => {
    const body = await text(request);
    bodies.push(body);
    spans.push(...spansIn(JSON.parse(body) as OtlpBody));
    return '{}';
  };
  const server = createServer((request, response) => {
    const answer = async () => {
      if (request.method === 'POST' && request.url === '/v1/traces') return take(request);
      if (request.url === '/spans') return JSON.stringify(spans);
      if (request.url === '/bodies') return bodies.join('\n');
      return undefined;
    };
    answer().then(
      (body) => response.writeHead(body === undefined ? 404 : 200, JSON_TYPE).end(body),
      () => response.writeHead(400, JSON_TYPE).end('{}'),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    bodies,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const JSON_TYPE = { 'content-type': 'application/json' };

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string; doubleValue?: number };
}
interface OtlpBody {
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

function spansIn({ resourceSpans }: OtlpBody): CollectedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans
      .flatMap((scope) => scope.spans)
      .map((span) => ({
        resource: record(resource.attributes),
        traceId: span.traceId,
        spanId: span.spanId,
        parentId: span.parentSpanId ?? '',
        name: span.name,
        kind: span.kind,
        attributes: record(span.attributes),
        failed: span.status.code === ERROR,
        ms: Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano)) / 1e6,
      })),
  );
}

function record(attributes: readonly Attribute[]): Record<string, string> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [key, String(Object.values(value)[0])]),
  );
}
