import {
  DEFAULT_LOCALE,
  platformErrors,
  REQUEST_HEADER,
  type Access,
  type Actor,
  type Locale,
  type RpcContract,
} from '@edu/contract-kit';
import type { ActorVerifier, Revocations } from '@edu/identity';
import { Call } from '@edu/messaging';
import type { TraceContext, Tracing } from '@edu/observability';
import type { FastifyRequest } from 'fastify';
import { badField } from './field-errors.ts';
import { acceptedLocale } from './locale.ts';
import { clientKey } from './network-key.ts';
import { requestHeader as header } from './request-header.ts';
import type { SessionCookies } from './session-cookies.ts';
import { versionsIn } from './version-tag.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The place of the call that the request became in its trace; undefined before it is one. */
    trace: TraceContext | undefined;
    /** Whose valid token it carries. */
    userId: string | undefined;
  }
}

/** Nobody waits longer than this for the platform. */
export const REQUEST_DEADLINE_MS = 10_000;
const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;
/** Longer ones are of nobody whom it would help. */
const MAX_USER_AGENT = 512;
const COUNTRY = /^[A-Z]{2}$/;
const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

/** The country that a request comes from, ISO 3166-1; undefined when nobody knows. */
export type CountryOf = (request: FastifyRequest) => Promise<string | undefined>;

/** Turns HTTP requests into calls: who asks, in which language, until when. */
export class Edge {
  readonly #verifier: ActorVerifier;
  readonly #revocations: Revocations;
  readonly #tracing: Tracing;
  readonly #cookies: SessionCookies;
  readonly #countryOf: CountryOf;

  constructor(
    verifier: ActorVerifier,
    revocations: Revocations,
    tracing: Tracing,
    cookies: SessionCookies,
    countryOf: CountryOf,
  ) {
    this.#verifier = verifier;
    this.#revocations = revocations;
    this.#tracing = tracing;
    this.#cookies = cookies;
    this.#countryOf = countryOf;
  }

  /**
   * The call of a request; without a token it has no actor. Programs send the token in a header, which
   * wins; browsers in a cookie. On a public route credentials are
   * optional: what is not valid now counts as none, so that a client which attaches an old token
   * everywhere can still refresh it.
   *
   * @param wants what else of the request is for this call: where it comes from, and an `If-Match`
   * @throws platform.invalid_input for a header that is none
   * @throws platform.unauthenticated when the route needs a token and the one sent is not valid now
   * @throws platform.cross_site_request when a page of another site makes a browser change something
   */
  async call(
    request: FastifyRequest,
    access: Access,
    wants: Pick<RpcContract, 'origin' | 'version'> = {},
  ): Promise<Call> {
    request.trace = this.#tracing.enter(header(request, REQUEST_HEADER.traceparent));
    this.#cookies.checkSite(request);
    const holder = await this.#holder(request).catch((error: unknown) => {
      if (access === 'public') return undefined;
      throw error;
    });
    request.userId = holder?.actor.userId;
    return new Call({
      requestId: request.id,
      trace: request.trace,
      deadline: Date.now() + REQUEST_DEADLINE_MS,
      locale: locale(request, holder?.actor),
      idempotencyKey: idempotencyKey(request),
      ...(wants.version === 'checked' && {
        ifMatch: versionsIn(header(request, REQUEST_HEADER.ifMatch)),
      }),
      client: clientKey(request.ip),
      ...(wants.origin && (await this.#origin(request))),
      ...holder,
    });
  }

  async #origin(request: FastifyRequest) {
    const country = await this.#countryOf(request);
    return {
      userAgent: header(request, REQUEST_HEADER.userAgent)?.slice(0, MAX_USER_AGENT),
      device: this.#cookies.device(request),
      country: country && COUNTRY.test(country) ? country : undefined,
    };
  }

  async #holder(request: FastifyRequest): Promise<{ token: string; actor: Actor } | undefined> {
    const token = bearer(request) ?? this.#cookies.access(request);
    if (!token) return undefined;
    const actor = await this.#verifier.verify(token);
    if (this.#revocations.has(actor)) throw platformErrors.unauthenticated();
    return { token, actor };
  }
}

/** The caller's language, as far as the request says. */
export function locale(request: FastifyRequest, actor?: Actor): Locale {
  return (
    acceptedLocale(header(request, REQUEST_HEADER.acceptLanguage)) ??
    actor?.locale ??
    DEFAULT_LOCALE
  );
}

/** The caller's own name for its request, when it sent one: for logs only, ours is `request.id`. */
export function clientRequestId(request: FastifyRequest): string | undefined {
  const given = header(request, REQUEST_HEADER.requestId);
  return given && REQUEST_ID.test(given) ? given : undefined;
}

function bearer(request: FastifyRequest): string | undefined {
  const authorization = header(request, REQUEST_HEADER.authorization);
  if (!authorization) return undefined;
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
  if (!token) throw platformErrors.unauthenticated();
  return token;
}

function idempotencyKey(request: FastifyRequest): string | undefined {
  const key = header(request, REQUEST_HEADER.idempotencyKey);
  if (key === undefined || IDEMPOTENCY_KEY.test(key)) return key;
  throw badField('/Idempotency-Key', 'idempotency_key');
}
