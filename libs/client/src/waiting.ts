import { ApiError, NetworkError, TimeoutError } from './errors.ts';

const FIRST_WAIT_MS = 300;
const MAX_WAIT_MS = 10_000;
const NOT_NOW = new Set([502, 503, 504]);

/**
 * How long to wait before the same request is sent again.
 *
 * @param tries how often it was sent
 * @returns milliseconds; undefined when the error is final, or the API asks for more patience than a
 * caller has
 */
export function waitAfter(error: unknown, tries: number): number | undefined {
  if (error instanceof NetworkError) return backOff(tries);
  if (!(error instanceof ApiError)) return undefined;
  const { status, retryAfterS } = error;
  // Even a 409 with Retry-After means: not now. So it is where a key is in flight.
  if (retryAfterS === undefined) return NOT_NOW.has(status) ? backOff(tries) : undefined;
  const asked = retryAfterS * 1_000;
  return asked <= MAX_WAIT_MS ? asked + backOff(1) : undefined;
}

/** Twice as long each time, and never the same for two callers who were cut off together. */
export function backOff(tries: number, firstMs = FIRST_WAIT_MS, maxMs = MAX_WAIT_MS): number {
  return Math.min(maxMs, firstMs * 2 ** (tries - 1)) * (0.5 + Math.random() / 2);
}

/** Waits, less when the device is online again. @throws the reason of `signal` once it is aborted */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const target = globalThis as Partial<EventTarget>;
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', done);
      target.removeEventListener?.('online', done);
      if (signal?.aborted) reject(signal.reason as Error);
      else resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener('abort', done);
    target.addEventListener?.('online', done);
    if (signal?.aborted) done();
  });
}

/** Waits for what others wait for too: only this caller goes when `signal` is aborted. */
export async function orAborted<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return work;
  signal.throwIfAborted();
  let stop!: () => void;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
  });
  signal.addEventListener('abort', stop);
  return Promise.race([work, aborted]).finally(() => signal.removeEventListener('abort', stop));
}

/**
 * Runs one try.
 *
 * @throws TimeoutError, NetworkError, or the reason of `signal` once it is aborted
 */
export async function within<T>(
  ms: number,
  signal: AbortSignal | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, ms);
  signal?.addEventListener('abort', stop);
  try {
    return await run(controller.signal);
  } catch (cause) {
    signal?.throwIfAborted();
    if (!controller.signal.aborted) return unanswered(cause);
    throw new TimeoutError(`no answer within ${ms} ms`, { cause });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** @throws a refusal as it is, and a NetworkError for all that is none */
export function unanswered(cause: unknown): never {
  throw cause instanceof ApiError ? cause : new NetworkError('no answer', { cause });
}
