import { ApiError, NetworkError } from '../errors.ts';
import type { EventsPath } from '../routes.ts';
import type { Sender } from '../sender.ts';
import { backOff, sleep, unanswered } from '../waiting.ts';
import { EventParser, type RawEvent } from './event-parser.ts';

export interface ServerEvent {
  /** Its name: `notification`. */
  readonly event: string;
  /** What it says, from JSON. */
  readonly data: unknown;
  readonly id: string;
}

/** `waiting`: not connected, and tries again; `closed`: for good. */
export type StreamState = 'open' | 'waiting' | 'closed';

export interface EventsOptions {
  readonly onEvent: (event: ServerEvent) => void;
  /** @param reason why it is not open; none when it was stopped */
  readonly onState?: (state: StreamState, reason?: Error) => void;
  readonly signal?: AbortSignal | undefined;
}

const RETRY_MS = 3_000;
const MAX_WAIT_MS = 60_000;
/** The gateway writes something every 25 s; a connection that is silent for longer is gone. */
const SILENT_MS = 60_000;
const OPENING_MS = 15_000;
/** Refusals after which it is worth trying again. */
const NOT_NOW = new Set([408, 425, 429]);

/**
 * Follows a stream until it is stopped, is refused, or its session is over. Whatever happened while it
 * was not open is lost where events have no ids: read again what they are about on each `open`.
 *
 * @returns stops it
 */
export function followEvents(sender: Sender, path: EventsPath, options: EventsOptions): () => void {
  const controller = new AbortController();
  const stop = () => controller.abort();
  options.signal?.addEventListener('abort', stop);
  if (options.signal?.aborted) stop();
  void new Stream(sender, path, options, controller.signal).follow().finally(() => {
    options.signal?.removeEventListener('abort', stop);
  });
  return stop;
}

class Stream {
  readonly #sender: Sender;
  readonly #path: string;
  readonly #options: EventsOptions;
  readonly #signal: AbortSignal;
  #lastId = '';
  #retryMs = RETRY_MS;
  #failures = 0;

  constructor(sender: Sender, path: string, options: EventsOptions, signal: AbortSignal) {
    this.#sender = sender;
    this.#path = path;
    this.#options = options;
    this.#signal = signal;
  }

  async follow(): Promise<void> {
    const say = this.#options.onState ?? (() => undefined);
    for (;;) {
      let reason: Error | undefined;
      try {
        if (!(await this.#read())) return say('closed');
      } catch (error) {
        reason = error as Error;
      }
      if (this.#signal.aborted) return say('closed');
      if (reason && !isPassing(reason)) return say('closed', reason);
      say('waiting', reason);
      this.#failures++;
      const asked = reason instanceof ApiError ? (reason.retryAfterS ?? 0) * 1_000 : 0;
      const wait = asked + backOff(this.#failures, this.#retryMs, MAX_WAIT_MS);
      await sleep(wait, this.#signal).catch(() => undefined);
      if (this.#signal.aborted) return say('closed');
    }
  }

  /** @returns false when the server says that there is nothing to follow */
  async #read(): Promise<boolean> {
    const silence = new Silence(this.#signal);
    silence.restart(OPENING_MS);
    try {
      const response = await this.#sender.open(this.#path, this.#headers(), silence.signal);
      if (response.status === 204) return false;
      if (!response.body) throw new TypeError('this fetch cannot read streams; see the README');
      this.#failures = 0;
      this.#options.onState?.('open');
      await this.#drain(response.body, silence);
      return true;
    } finally {
      silence.end();
    }
  }

  #headers(): Record<string, string> {
    const id = this.#lastId;
    return { accept: 'text/event-stream', ...(id && { 'last-event-id': id }) };
  }

  async #drain(body: ReadableStream<Uint8Array>, silence: Silence): Promise<void> {
    const parser = new EventParser(this.#lastId, (event) => this.#deliver(event));
    const decoder = new TextDecoder();
    const reader = body.getReader();
    for (;;) {
      silence.restart(SILENT_MS);
      const { done, value } = await reader.read().catch(unanswered);
      if (done) return;
      parser.push(decoder.decode(value, { stream: true }));
      this.#retryMs = parser.retryMs ?? this.#retryMs;
    }
  }

  #deliver({ event, data, id }: RawEvent): void {
    this.#lastId = id;
    const said = { event, data: parsed(data), id };
    // An error of the reader is the reader's, and does not break the stream.
    queueMicrotask(() => {
      if (!this.#signal.aborted) this.#options.onEvent(said);
    });
  }
}

/** Aborts a connection on which nothing comes, or whose reader stops. */
class Silence {
  readonly #controller = new AbortController();
  readonly #outer: AbortSignal;
  readonly #abort = () => this.#controller.abort(this.#outer.reason);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(outer: AbortSignal) {
    this.#outer = outer;
    outer.addEventListener('abort', this.#abort);
    if (outer.aborted) this.#abort();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  restart(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#abort, ms);
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#abort);
    // Lets go of a connection that was opened and is not read.
    this.#abort();
  }
}

function isPassing(reason: Error): boolean {
  if (reason instanceof ApiError) return reason.status >= 500 || NOT_NOW.has(reason.status);
  return reason instanceof NetworkError;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
