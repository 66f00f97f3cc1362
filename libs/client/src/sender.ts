import createFetchClient from 'openapi-fetch';
import { ApiError } from './errors.ts';
import type { Intent } from './intent.ts';
import type { CallOptions, Method } from './routes.ts';
import type { Credentials, Exchange, Session } from './session/session.ts';
import { orAborted, sleep, unanswered, waitAfter, within } from './waiting.ts';

export interface ClientOptions {
  /** Where the gateway is, without `/api`: `https://api.example.com`; empty for the page's origin. */
  readonly url: string;
  /** Who asks: `cookieSession()` or `tokenSession(…)`; nobody where there is none. */
  readonly session?: Session;
  /** The language of problems and messages: `fr`, `en`. */
  readonly locale?: string | undefined;
  /** More headers, made for each request: a `traceparent`, for instance. */
  readonly headers?: () => Readonly<Record<string, string | undefined>>;
  /**
   * A call needs somebody who is signed in, and nobody is any more. Called once for each session that
   * ends, with the refusal: `auth.bad_refresh_token`, `auth.suspended`, `platform.unauthenticated`.
   */
  readonly onSessionEnded?: (reason: ApiError) => void;
  /**
   * A call needs a fresh proof that it is them, `platform.step_up_required`. Ask for it, give it to
   * `/me/step-up/verify` and answer true: the call is sent again, with the same intent. Calls that
   * need one meanwhile wait for the same answer.
   */
  readonly onStepUpRequired?: () => Promise<boolean>;
  /** Patience with one try; 15 000 unless said otherwise. */
  readonly timeoutMs?: number;
  /** How often a request is sent again at most, where that is safe; 4 unless said otherwise. */
  readonly retries?: number;
  /** In place of the global one. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A request, before it is known who asks. */
export interface Order extends CallOptions {
  readonly method: Method;
  readonly path: string;
  readonly params?: { readonly path?: object; readonly query?: object } | undefined;
  readonly body?: unknown;
  readonly intent?: Intent | undefined;
  readonly version?: number | undefined;
}

const REFRESH = '/api/v1/auth/refresh';
const LOGOUT = '/api/v1/auth/logout';
const STEP_UP = '/api/v1/me/step-up/verify';
/** No try begins after that long. */
const PATIENCE_MS = 30_000;
const NOBODY: Credentials = { headers: {}, mark: '' };

/** Sends requests: again where that is safe, and with fresh credentials once the old ones are over. */
export class Sender {
  readonly #options: ClientOptions;
  readonly #http: ReturnType<typeof createFetchClient>;
  #renewing: Promise<boolean> | undefined;
  #proving: Promise<boolean> | undefined;
  /** The mark of the session that is known to be over. */
  #ended: string | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#http = createFetchClient({
      baseUrl: options.url,
      querySerializer: { array: { style: 'form', explode: false } },
      fetch: (request) => (options.fetch ?? fetch)(request),
    });
  }

  /** The output. @throws ApiError, NetworkError, TimeoutError, or the reason of the signal */
  async send(order: Order): Promise<unknown> {
    const answer = await this.#proven(order.signal, () =>
      this.#signedIn(order.signal, (who) => this.#patiently(order, who)),
    );
    const { method, path } = order;
    if (method === 'post' && path === LOGOUT) await this.#options.session?.changed(null);
    else if (method === 'post' && path === STEP_UP) await this.#options.session?.proved(answer);
    else if (method === 'post' && hasSession(answer)) await this.#options.session?.changed(answer);
    return answer;
  }

  /** Opens a stream: its body lives until `signal` is aborted. @throws ApiError, NetworkError */
  open(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    const order: Order = { method: 'get', path };
    return this.#signedIn(signal, async (who) => {
      const all = { ...who.headers, ...headers };
      const { response } = await this.#request(order, all, signal, 'stream').catch(unanswered);
      return response;
    });
  }

  /** Runs `work`, and once more when it needs a proof and somebody gave it. */
  async #proven<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
    const { onStepUpRequired } = this.#options;
    try {
      return await work();
    } catch (error) {
      const isAsked = error instanceof ApiError && error.is('platform.step_up_required');
      if (!onStepUpRequired || !isAsked) throw error;
      this.#proving ??= onStepUpRequired().finally(() => {
        this.#proving = undefined;
      });
      if (!(await orAborted(this.#proving, signal))) throw error;
      return work();
    }
  }

  /** Runs `work`, and once more when its credentials were over and could be renewed. */
  async #signedIn<T>(
    signal: AbortSignal | undefined,
    work: (who: Credentials) => Promise<T>,
  ): Promise<T> {
    const { session } = this.#options;
    const who = (await session?.credentials()) ?? NOBODY;
    try {
      return await work(who);
    } catch (error) {
      if (!session || !isOver(error)) throw error;
      this.#renewing ??= this.#renew(session, who, error).finally(() => {
        this.#renewing = undefined;
      });
      if (!(await orAborted(this.#renewing, signal))) throw error;
      return work(await session.credentials());
    }
  }

  /** @returns false when the session is over */
  async #renew(session: Session, who: Credentials, refusal: ApiError): Promise<boolean> {
    // Safe to send again: a refresh token whose answer was lost gets the same answer.
    const exchange: Exchange = (body) =>
      this.#patiently({ method: 'post', path: REFRESH, body, intent: '' }, who);
    try {
      if (await session.renew(who.mark, exchange)) return true;
    } catch (error) {
      if (!(error instanceof ApiError) || ![400, 401, 403].includes(error.status)) throw error;
      await session.changed(null);
      refusal = error;
    }
    const isNews = this.#ended !== who.mark;
    this.#ended = (await session.credentials()).mark;
    if (isNews) this.#options.onSessionEnded?.(refusal);
    return false;
  }

  async #patiently(order: Order, { headers }: Credentials): Promise<unknown> {
    const { retries = 4, timeoutMs = 15_000 } = this.#options;
    const isSafe = order.method === 'get' || order.intent !== undefined;
    const until = Date.now() + PATIENCE_MS;
    for (let tries = 1; ; tries++) {
      try {
        const { data } = await within(order.timeoutMs ?? timeoutMs, order.signal, (signal) =>
          this.#request(order, headers, signal, formOf(order.path)),
        );
        return data;
      } catch (error) {
        const wait = isSafe && tries <= retries ? waitAfter(error, tries) : undefined;
        if (wait === undefined || Date.now() + wait > until) throw error;
        await sleep(wait, order.signal);
      }
    }
  }

  /** @throws ApiError, or what `fetch` throws */
  async #request(
    { method, path, params, body, intent, version }: Order,
    who: Readonly<Record<string, string>>,
    signal: AbortSignal,
    parseAs: 'json' | 'text' | 'blob' | 'stream',
  ): Promise<{ data: unknown; response: Response }> {
    const { locale, headers } = this.#options;
    const { data, error, response } = await (this.#http.request as UntypedRequest)(method, path, {
      params: params ?? {},
      body,
      parseAs,
      signal,
      headers: {
        ...(locale && { 'accept-language': locale }),
        ...(intent && { 'idempotency-key': intent }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...who,
        ...headers?.(),
      },
    });
    if (!response.ok) throw new ApiError(response, error);
    return { data, response };
  }
}

/** Files for people are no JSON. */
const formOf = (path: string) =>
  path.endsWith('.pdf') ? 'blob' : /\.(ics|csv)$/.test(path) ? 'text' : 'json';

/** Of a path that is only known at run time. */
type UntypedRequest = (
  method: string,
  path: string,
  init: object,
) => Promise<{ data?: unknown; error?: unknown; response: Response }>;

function isOver(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'platform.unauthenticated';
}

/** What signing in answers, with tokens or with cookies. */
function hasSession(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'expiresIn' in answer && 'user' in answer;
}
