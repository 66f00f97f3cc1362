import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { spansIn, type CollectedSpan, type OtlpBody } from './otlp-spans.ts';

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
  // Whoever asks again after a while must not find the connection being closed.
  server.keepAliveTimeout = 0;
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
