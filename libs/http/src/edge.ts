import { newId, platformErrors, type Actor, type Locale } from '@edu/contract-kit';
import type { ActorVerifier } from '@edu/identity';
import type { TraceContext, Tracing } from '@edu/observability';
import { Call } from '@edu/messaging';
import type { FastifyRequest } from 'fastify';
import { acceptedLocale } from './locale.ts';
import { clientKey } from './rate-limiter.ts';
import type { Revocations } from './revocations.ts';

/** Nobody waits longer than this for the platform. */
const REQUEST_DEADLINE_MS = 10_000;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

/** Turns HTTP requests into calls: who asks, in which language, until when. */
export class Edge {
  readonly #verifier: ActorVerifier;
  readonly #revocations: Revocations;
  readonly #tracing: Tracing;

  constructor(verifier: ActorVerifier, revocations: Revocations, tracing: Tracing) {
    this.#verifier = verifier;
    this.#revocations = revocations;
    this.#tracing = tracing;
  }

  /**
   * The call of a request; without a token it has no actor.
   *
   * @throws platform.unauthenticated when there is a token and it is not valid now
   */
  async call(request: FastifyRequest): Promise<Call> {
    const marks = marksOf(request);
    marks.trace = this.#tracing.enter(header(request, 'traceparent'));
    const token = bearer(request);
    const actor = token ? await this.#actor(token) : undefined;
    return new Call({
      requestId: marks.requestId,
      trace: marks.trace,
      deadline: Date.now() + REQUEST_DEADLINE_MS,
      locale: locale(request, actor),
      idempotencyKey: idempotencyKey(request),
      client: clientKey(request.ip),
      token,
      actor,
    });
  }

  async #actor(token: string): Promise<Actor> {
    const actor = await this.#verifier.verify(token);
    if (this.#revocations.has(actor)) throw platformErrors.unauthenticated();
    return actor;
  }
}

/** The caller's language, as far as the request says. */
export function locale(request: FastifyRequest, actor?: Actor): Locale {
  return acceptedLocale(header(request, 'accept-language')) ?? actor?.locale ?? 'fr';
}

/** The caller's request id when it is one, or a new one; the same for the whole request. */
export function requestId(request: FastifyRequest): string {
  return marksOf(request).requestId;
}

/** The place of the call that the request became in its trace; undefined when it became none. */
export function traceOf(request: FastifyRequest): TraceContext | undefined {
  return MARKS.get(request)?.trace;
}

interface Marks {
  readonly requestId: string;
  trace?: TraceContext;
}
const MARKS = new WeakMap<FastifyRequest, Marks>();

function marksOf(request: FastifyRequest): Marks {
  const known = MARKS.get(request);
  if (known) return known;
  const given = header(request, 'x-request-id');
  const marks = { requestId: given && REQUEST_ID.test(given) ? given : newId() };
  MARKS.set(request, marks);
  return marks;
}

function bearer(request: FastifyRequest): string | undefined {
  const authorization = header(request, 'authorization');
  if (!authorization) return undefined;
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (!token) throw platformErrors.unauthenticated();
  return token;
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = header(request, 'idempotency-key');
  if (key === undefined) return undefined;
  if (!IDEMPOTENCY_KEY.test(key)) {
    throw platformErrors.invalidInput({
      errors: [{ pointer: '/Idempotency-Key', detail: '1 to 255 visible ASCII characters' }],
    });
  }
  return key;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
