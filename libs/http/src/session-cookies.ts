import { platformErrors, REFRESH_TOKEN_LIFE_S, REQUEST_HEADER } from '@edu/contract-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { requestHeader } from './request-header.ts';

export interface SessionCookieOptions {
  /** Whether browsers come over TLS: the cookies are `Secure`, and named so that no page without it can set them. */
  readonly secure: boolean;
  /** Below it are the routes that take the refresh token, and nothing else gets it. */
  readonly refreshPath: string;
}

export interface AccessToken {
  readonly accessToken: string;
  /** Seconds that it lives. */
  readonly expiresIn: number;
}

/** What a sign-in answers, as far as it becomes cookies. */
export interface SessionTokens extends AccessToken {
  readonly refreshToken: string;
  /** What the device is recognised by at its next sign-in; a refresh answers none. */
  readonly deviceToken?: string;
}

interface Cookie {
  readonly name: string;
  readonly path: string;
  /** Attributes beside path and age. */
  readonly rest: string;
}

const ACCESS = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const REFRESH = /^[\w-]{20,200}$/;
const DEVICE = /^[\w-]{43}$/;
/** Browsers keep no cookie longer than 400 days. */
const DEVICE_LIFE_S = 365 * 24 * 3_600;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Whose page made a browser ask. Source: W3C Fetch Metadata Request Headers */
const FETCH_SITE = 'sec-fetch-site';

/**
 * A browser's session: its tokens are in cookies that scripts cannot read, and a third cookie tells
 * scripts that there are such. Source: draft-ietf-httpbis-rfc6265bis-22
 */
export class SessionCookies {
  readonly #access: Cookie;
  readonly #refresh: Cookie;
  readonly #sign: Cookie;
  readonly #device: Cookie;

  constructor({ secure, refreshPath }: SessionCookieOptions) {
    const shown = secure ? '; Secure; SameSite=Lax' : '; SameSite=Lax';
    const rest = `; HttpOnly${shown}`;
    this.#access = { name: secure ? '__Host-access' : 'access', path: '/', rest };
    this.#refresh = { name: secure ? '__Secure-refresh' : 'refresh', path: refreshPath, rest };
    this.#device = { name: secure ? '__Host-device' : 'device', path: '/', rest };
    this.#sign = { name: 'signed_in', path: '/', rest: shown };
  }

  /**
   * Refuses what another site makes a browser send with our cookies, or would have signed in. An old
   * browser does not say whose page asks; there our own header does, which a page of another site
   * cannot send without asking first.
   *
   * @throws platform.cross_site_request
   */
  checkSite(request: FastifyRequest): void {
    if (SAFE.has(request.method)) return;
    const asks = requestHeader(request, REQUEST_HEADER.session) !== undefined;
    // An empty one is none, here as where tokens are read.
    const bearer = Boolean(requestHeader(request, REQUEST_HEADER.authorization));
    if (
      !asks &&
      (bearer || !(this.#has(request, this.#access) || this.#has(request, this.#refresh)))
    )
      return;
    const site = requestHeader(request, FETCH_SITE);
    if (site === undefined ? !asks : site !== 'same-origin') {
      throw platformErrors.crossSiteRequest();
    }
  }

  /**
   * The access token; none where another site's page asks, though it only reads: whether somebody is
   * signed in, and how long an answer takes, is not for it to learn.
   */
  access(request: FastifyRequest): string | undefined {
    const site = requestHeader(request, FETCH_SITE);
    if (site === 'cross-site' || site === 'same-site') return undefined;
    return valueOf(request, this.#access, ACCESS);
  }

  refresh(request: FastifyRequest): string | undefined {
    return valueOf(request, this.#refresh, REFRESH);
  }

  /**
   * The token of a device that somebody has signed in on before: of a program in a header, of a browser
   * in a cookie that outlives its session.
   */
  device(request: FastifyRequest): string | undefined {
    const given = requestHeader(request, REQUEST_HEADER.device);
    if (given !== undefined) return DEVICE.test(given) ? given : undefined;
    return valueOf(request, this.#device, DEVICE);
  }

  /** Sends the tokens as cookies. */
  set(reply: FastifyReply, { refreshToken, deviceToken, ...access }: SessionTokens): void {
    if (!REFRESH.test(refreshToken)) throw unfit();
    if (deviceToken !== undefined && !DEVICE.test(deviceToken)) throw unfit();
    if (deviceToken) this.#send(reply, this.#device, deviceToken, DEVICE_LIFE_S);
    this.setAccess(reply, access);
    this.#send(reply, this.#refresh, refreshToken, REFRESH_TOKEN_LIFE_S);
    // Another value each time, so that one tab sees that another has refreshed.
    this.#send(reply, this.#sign, Date.now().toString(36), REFRESH_TOKEN_LIFE_S);
  }

  /** Puts another access token into the place of the one before; the rest of the session stays. */
  setAccess(reply: FastifyReply, { accessToken, expiresIn }: AccessToken): void {
    if (!ACCESS.test(accessToken)) throw unfit();
    this.#send(reply, this.#access, accessToken, expiresIn);
  }

  /** Ends the session of a browser; its device stays known, by whoever signs in on it next. */
  clear(reply: FastifyReply): void {
    for (const cookie of [this.#access, this.#refresh, this.#sign])
      this.#send(reply, cookie, '', 0);
  }

  #send(reply: FastifyReply, { name, path, rest }: Cookie, value: string, ageS: number): void {
    reply.header('set-cookie', `${name}=${value}; Path=${path}; Max-Age=${ageS}${rest}`);
  }

  #has(request: FastifyRequest, cookie: Cookie): boolean {
    return valuesOf(request, cookie).length > 0;
  }
}

const unfit = () => new TypeError('tokens of a form that no cookie can hold');

/**
 * The value of a cookie of ours. One that is there twice counts as none: a page of a sister domain
 * can add one of its own, and nobody can say which is ours.
 */
function valueOf(request: FastifyRequest, cookie: Cookie, form: RegExp): string | undefined {
  const [value, ...others] = valuesOf(request, cookie);
  return value !== undefined && others.length === 0 && form.test(value) ? value : undefined;
}

/** Our values need no decoding. The length is bounded by that of all headers. */
function valuesOf({ headers }: FastifyRequest, { name }: Cookie): string[] {
  const prefix = `${name}=`;
  return (headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
}
