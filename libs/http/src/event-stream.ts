import type { ServerResponse } from 'node:http';
import { platformErrors, type Actor, type Role } from '@edu/contract-kit';

const HEARTBEAT_MS = 25_000;
const EXPIRY_CHECK_MS = 1_000;
const MAX_PER_USER = 6;
const MAX_IN_ALL = 5_000;
/** Waiting bytes of a reader that is too slow; it may come again and read its inbox. */
const MAX_BUFFERED = 64 * 1_024;

export interface StreamOwner {
  readonly actor: Pick<Actor, 'userId' | 'sessionId' | 'keyId' | 'roles'>;
  /** When its token ends, and with it the stream: epoch milliseconds. */
  readonly expiresAt: number;
}

interface Stream extends StreamOwner {
  readonly response: ServerResponse;
}

/**
 * Server-sent events to the open pages of users. A stream lives no longer than the right to it: it
 * ends with its token, the key of that, its session or its user. Source: html.spec.whatwg.org, section 9.2
 */
export class EventStreams {
  readonly #byUser = new Map<string, Set<Stream>>();
  readonly #heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS).unref();
  readonly #expiry = setInterval(() => this.#endExpired(), EXPIRY_CHECK_MS).unref();
  readonly #now: () => number;
  #count = 0;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * @throws platform.too_many_requests when the user has as many as one may have; a page whose
   * EventSource is answered anything but 200 does not come again by itself
   * @throws platform.unavailable when this process carries as many as it can
   */
  checkRoom(userId: string): void {
    if ((this.#byUser.get(userId)?.size ?? 0) >= MAX_PER_USER) {
      throw platformErrors.tooManyRequests();
    }
    if (this.#count >= MAX_IN_ALL) throw platformErrors.unavailable();
  }

  /** Keeps `response` open for its owner. */
  open(owner: StreamOwner, response: ServerResponse, headers: Record<string, string>): void {
    const { userId } = owner.actor;
    const stream = { ...owner, response };
    const streams = this.#byUser.get(userId) ?? new Set();
    this.#byUser.set(userId, streams.add(stream));
    this.#count++;
    response.on('close', () => {
      this.#count--;
      streams.delete(stream);
      if (streams.size === 0) this.#byUser.delete(userId);
    });
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    response.write('retry: 3000\n\n');
  }

  send(userId: string, event: string, data: unknown): void {
    const text = textOf(event, data);
    for (const stream of this.#byUser.get(userId) ?? []) write(stream, text);
  }

  /** To everybody who has this role. */
  sendToRole(role: Role, event: string, data: unknown): void {
    const text = textOf(event, data);
    for (const stream of this.#all()) if (stream.actor.roles.includes(role)) write(stream, text);
  }

  /** @param id of a user, a session or a signing key whose streams may no longer be read */
  endOf(id: string): void {
    for (const { actor, response } of this.#all()) {
      if ([actor.userId, actor.sessionId, actor.keyId].includes(id)) response.end();
    }
  }

  close(): void {
    clearInterval(this.#heartbeat);
    clearInterval(this.#expiry);
    for (const { response } of this.#all()) response.end();
  }

  #all(): Stream[] {
    return [...this.#byUser.values()].flatMap((streams) => [...streams]);
  }

  #beat(): void {
    for (const stream of this.#all()) write(stream, ': still here\n\n');
  }

  #endExpired(): void {
    const now = this.#now();
    for (const { expiresAt, response } of this.#all()) if (expiresAt <= now) response.end();
  }
}

const textOf = (event: string, data: unknown) =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

function write({ response }: Stream, text: string): void {
  // Ending it would wait for the same reader.
  if (response.writableLength > MAX_BUFFERED) response.destroy();
  else response.write(text);
}
