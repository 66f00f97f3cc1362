import type { ServerResponse } from 'node:http';

const HEARTBEAT_MS = 25_000;
const MAX_PER_USER = 5;

/** Server-sent events to the open pages of users. Source: html.spec.whatwg.org, section 9.2 */
export class EventStreams {
  readonly #open = new Map<string, Set<ServerResponse>>();
  readonly #heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();

  /** Keeps `response` open for the user; the oldest of too many streams is ended. */
  open(userId: string, response: ServerResponse, headers: Record<string, string>): void {
    const streams = this.#open.get(userId) ?? new Set();
    this.#open.set(userId, streams);
    if (streams.size >= MAX_PER_USER) streams.values().next().value!.end();
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 3000\n\n');
    streams.add(response);
    response.on('close', () => {
      streams.delete(response);
      if (streams.size === 0 && this.#open.get(userId) === streams) this.#open.delete(userId);
    });
  }

  send(userId: string, event: string, data: unknown): void {
    for (const response of this.#open.get(userId) ?? []) {
      response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    }
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const streams of this.#open.values()) for (const response of streams) response.end();
  }

  #beat(): void {
    for (const streams of this.#open.values()) {
      for (const response of streams) response.write(': still here\n\n');
    }
  }
}
