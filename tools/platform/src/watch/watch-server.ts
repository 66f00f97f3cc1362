import { open } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { isFromOwnPages, spansIn, type CollectedSpan, type OtlpBody } from '@edu/simulators';
import { tracesOf } from './traces.ts';
import { logPage, overviewPage, tracePage, type WatchedService } from './watch-page.ts';

/** Spans kept; the oldest go first. */
const MAX_SPANS = 20_000;
const MAX_TRACES = 100;
/** Bytes of one delivery of spans. */
const MAX_BYTES = 8 * 1024 * 1024;
/** No script runs, whatever a span or a log line says. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
/** Bytes shown of the end of a log. */
const LOG_TAIL = 64 * 1024;

export interface WatchOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder of the logs. */
  readonly logs: string;
  readonly services: () => readonly WatchedService[];
}

export interface WatchServer {
  /** For people, and for `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Takes the traces of a platform on this machine, and shows them with its logs and metrics. */
export async function startWatchServer(options: WatchOptions): Promise<WatchServer> {
  const { port, logs, services } = options;
  const spans: CollectedSpan[] = [];
  const take = async (request: IncomingMessage) => {
    spans.push(...spansIn(JSON.parse(await bounded(request)) as OtlpBody));
    spans.splice(0, Math.max(0, spans.length - MAX_SPANS));
    return '{}';
  };
  const show = async (path: string): Promise<string | undefined> => {
    const [, kind, name = ''] = path.split('/').map(decodeURIComponent);
    if (path === '/') return overviewPage(services(), tracesOf(spans).slice(0, MAX_TRACES));
    if (kind === 'traces') {
      const [trace] = tracesOf(spans.filter(({ traceId }) => traceId === name));
      return trace && tracePage(trace);
    }
    const known = services().some((service) => service.name === name);
    return kind === 'logs' && known
      ? logPage(name, await tail(join(logs, `${name}.log`)))
      : undefined;
  };
  const server = createServer((request, response) => {
    if (!isFromOwnPages(request.headers)) {
      response.writeHead(403).end('Only pages from here, and programs, are answered.');
      return;
    }
    const { method, url = '/' } = request;
    const isTraces = method === 'POST' && url === '/v1/traces';
    const answer = async () => (isTraces ? take(request) : show(new URL(url, 'http://x').pathname));
    const type = isTraces ? 'application/json' : 'text/html; charset=utf-8';
    const headers = { 'content-type': type, 'content-security-policy': POLICY };
    answer().then(
      (body) =>
        response
          .writeHead(body === undefined ? 404 : 200, headers)
          .end(body ?? 'There is no such page. It may have been too long ago.'),
      () => response.writeHead(400).end('This could not be read.'),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * The body; one that is too long is read to its end and not kept.
 *
 * @throws RangeError
 */
async function bounded(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BYTES) chunks.push(chunk);
  }
  if (length > MAX_BYTES) throw new RangeError('too many spans at once');
  return Buffer.concat(chunks).toString();
}

async function tail(path: string): Promise<string> {
  const file = await open(path).catch(() => undefined);
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - LOG_TAIL);
    const { buffer, bytesRead } = await file.read({
      position: start,
      buffer: Buffer.alloc(LOG_TAIL),
    });
    const text = buffer.toString('utf8', 0, bytesRead);
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    await file.close();
  }
}
