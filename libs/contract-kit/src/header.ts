/** Headers of calls and events on NATS. Bodies are JSON; a failed call answers a problem. */
export const NATS_HEADER = {
  requestId: 'x-request-id',
  /** W3C Trace Context. */
  traceparent: 'traceparent',
  /** How many milliseconds the caller waits for the answer: a span, so it needs no clock that agrees. */
  timeout: 'x-timeout-ms',
  /** The access token of the user on whose behalf it is. */
  actor: 'x-actor',
  idempotencyKey: 'x-idempotency-key',
  /** The versions that the caller would change, with commas; for the calls that check it. */
  ifMatch: 'x-if-match',
  locale: 'x-locale',
  /** A hash of the network that the request came from. */
  client: 'x-client',
  /** What the client says it is; this and the next two for the calls that want to know. */
  userAgent: 'x-user-agent',
  /** The device that it proves to be, by a token of an earlier sign-in. */
  device: 'x-device',
  /** The country that the request came from, ISO 3166-1. */
  country: 'x-country',
  /** Status of the problem that is the body. */
  problem: 'x-problem',
  /** Set where the answer was stored by an earlier call with the same key. */
  replayed: 'x-replayed',
  /** The version of what is answered. */
  version: 'x-version',
} as const;

/** Headers by which a client of the REST API says something. */
export const REQUEST_HEADER = {
  acceptLanguage: 'accept-language',
  authorization: 'authorization',
  contentType: 'content-type',
  /** The `deviceToken` of an earlier sign-in, of a program: browsers have it in a cookie. */
  device: 'x-device',
  idempotencyKey: 'idempotency-key',
  ifMatch: 'if-match',
  ifNoneMatch: 'if-none-match',
  requestId: 'x-request-id',
  /** `cookie`: a browser, whose session is in cookies. */
  session: 'x-session',
  traceparent: 'traceparent',
  userAgent: 'user-agent',
} as const;

/** Headers of its answers that say something to a client, beside those that every browser shows. */
export const RESPONSE_HEADER = {
  contentLanguage: 'content-language',
  etag: 'etag',
  idempotencyReplayed: 'idempotency-replayed',
  rateLimit: 'ratelimit',
  rateLimitPolicy: 'ratelimit-policy',
  requestId: 'x-request-id',
  retryAfter: 'retry-after',
} as const;
