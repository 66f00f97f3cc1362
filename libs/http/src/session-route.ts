import { Problem, REQUEST_HEADER, type SessionBinding } from '@edu/contract-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { badField } from './field-errors.ts';
import { requestHeader } from './request-header.ts';
import type { SessionCookies, SessionTokens } from './session-cookies.ts';

/** What the header says that asks for cookies. */
export const COOKIE_SESSION = 'cookie';

/**
 * A route that gives, renews, proves or ends a session. Its answer is the one that the gateway reads: from
 * it come the cookies of whoever asked for cookies, and no token is left in it.
 */
export class SessionRoute {
  readonly #binding: SessionBinding;
  readonly #cookies: SessionCookies;

  constructor(binding: SessionBinding, cookies: SessionCookies) {
    this.#binding = binding;
    this.#cookies = cookies;
  }

  /**
   * Whether the session is in cookies, which is so wherever its token came in one: an answer must not
   * hand to scripts what the cookie keeps from them.
   *
   * @throws platform.invalid_input when the header says something else
   */
  inCookies(request: FastifyRequest): boolean {
    const asked = requestHeader(request, REQUEST_HEADER.session);
    if (asked !== undefined && asked !== COOKIE_SESSION) {
      throw badField('/X-Session', 'session_kind');
    }
    return asked !== undefined || this.#token(request) !== undefined || this.#proves(request);
  }

  /** The body, with the refresh token of the cookie where it has none of its own. */
  body(request: FastifyRequest): unknown {
    const refreshToken = this.#token(request);
    if (refreshToken === undefined) return request.body;
    return { ...(request.body as object | undefined), refreshToken };
  }

  /** @returns the answer without its tokens, which it sends as cookies */
  answer(reply: FastifyReply, body: Uint8Array): Uint8Array | string {
    if (this.#binding.does === 'end') {
      this.#cookies.clear(reply);
      return body;
    }
    const output = JSON.parse(Buffer.from(body).toString()) as SessionTokens;
    if (this.#binding.does === 'prove') this.#cookies.setAccess(reply, output);
    else this.#cookies.set(reply, output);
    const { shape } = this.#binding.answer;
    const kept = Object.entries(output).filter(([field]) => Object.hasOwn(shape, field));
    return JSON.stringify(Object.fromEntries(kept));
  }

  /** Cookies of a session that is over are of no more use; they stay when it is only the wrong moment. */
  refused(reply: FastifyReply, error: unknown): void {
    const { does } = this.#binding;
    if (does === 'open' || does === 'prove' || !(error instanceof Problem)) return;
    if (error.status === 401 || error.status === 403) this.#cookies.clear(reply);
  }

  /** Whether the access token that a proof replaces came in a cookie. */
  #proves(request: FastifyRequest): boolean {
    if (this.#binding.does !== 'prove') return false;
    if (requestHeader(request, REQUEST_HEADER.authorization)) return false;
    return this.#cookies.access(request) !== undefined;
  }

  #token(request: FastifyRequest): string | undefined {
    const { does } = this.#binding;
    if (does === 'open' || does === 'prove') return undefined;
    if (requestHeader(request, REQUEST_HEADER.authorization)) return undefined;
    const { body } = request;
    const isSilent = body === undefined || body === null || isWithoutToken(body);
    return isSilent ? this.#cookies.refresh(request) : undefined;
  }
}

const isWithoutToken = (body: unknown) =>
  typeof body === 'object' &&
  !Array.isArray(body) &&
  !Object.hasOwn(body as object, 'refreshToken');
