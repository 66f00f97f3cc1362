import type { BadField, ErrorCode, Problem } from './generated/api.ts';
import type { UnknownValue } from './unknown-value.ts';

/** The API refused (RFC 9457). `message` is its title, in the language of the request. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** For programs: `booking.slot_taken`; `http.502` where something before the API answered. Ask `is`. */
  readonly code: ErrorCode | UnknownValue;
  /** For people: what happened. */
  readonly title: string;
  /** For people: what can be done about it; empty when nothing is said. */
  readonly detail: string;
  /** What title and detail are filled with: times, limits. */
  readonly params: Readonly<Record<string, string | number>>;
  /** The fields that are wrong, by their JSON pointers. */
  readonly errors: readonly BadField[];
  /** Seconds to wait before asking again. */
  readonly retryAfterS: number | undefined;
  /** Quoted when asking for help; empty where the API was not reached. */
  readonly requestId: string;

  constructor({ status, statusText, headers }: Response, body: unknown) {
    const problem = (typeof body === 'object' ? body : null) as Partial<Problem> | null;
    const title = problem?.title ?? (statusText || `HTTP ${status}`);
    super(title);
    this.status = status;
    this.code = (problem?.code ?? `http.${status}`) as UnknownValue;
    this.title = title;
    this.detail = problem?.detail ?? '';
    this.params = problem?.params ?? {};
    this.errors = problem?.errors ?? [];
    this.retryAfterS = secondsUntil(headers.get('retry-after'));
    this.requestId = problem?.requestId ?? headers.get('x-request-id') ?? '';
  }

  /** Whether it is one of these; a code that the contract does not have does not compile. */
  is(...codes: readonly ErrorCode[]): boolean {
    return (codes as readonly string[]).includes(this.code);
  }
}

/** No answer came, or none that can be read; `cause` says why. Whether anything was done is unknown. */
export class NetworkError extends Error {
  override readonly name: string = 'NetworkError';
}

/** No answer came in time. */
export class TimeoutError extends NetworkError {
  override readonly name = 'TimeoutError';
}

/** Of a `Retry-After`: seconds, or a date (RFC 9110, 10.2.3). */
function secondsUntil(text: string | null): number | undefined {
  if (!text) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1_000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
