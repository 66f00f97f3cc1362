import { REQUEST_HEADER } from '@edu/contract-kit';
import type { FastifyRequest } from 'fastify';

/** What a page may depend on. Whatever else a client sends stays here, credentials above all. */
const PASSED_ON = [
  'accept',
  'accept-encoding',
  REQUEST_HEADER.acceptLanguage,
  'cache-control',
  'if-modified-since',
  REQUEST_HEADER.ifNoneMatch,
  'if-range',
  'range',
  'referer',
  'save-data',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-purpose',
  'user-agent',
];
/** Of one connection only. Source: RFC 9110, 7.6.1 */
const HOP_BY_HOP = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];
/** Cookies that sign somebody in, with and without the prefixes of TLS. */
const CREDENTIAL = /^(?:__Host-|__Secure-)?(?:access|refresh)$/i;

type Headers = Record<string, string | string[] | undefined>;

/** Headers for the web service: who asks is what this gateway knows, not what the client says. */
export function requestHeaders(request: FastifyRequest): Headers {
  const { headers, ip, protocol, host, id, trace } = request;
  const cookie = withoutCredentials(headers.cookie);
  return {
    ...pick(headers, PASSED_ON),
    ...(cookie && { cookie }),
    'x-forwarded-for': ip,
    'x-forwarded-proto': protocol,
    'x-forwarded-host': host,
    [REQUEST_HEADER.requestId]: id,
    ...(trace && { [REQUEST_HEADER.traceparent]: trace.traceparent }),
  };
}

/** Headers of the web service's answer, as they may go on to the client. */
export function answerHeaders(headers: Headers): Headers {
  const own = [headers['connection'] ?? []].flat().flatMap((names) => names.split(','));
  const dropped = new Set([...HOP_BY_HOP, ...own.map((name) => name.trim().toLowerCase())]);
  return pick(
    headers,
    Object.keys(headers).filter((name) => !dropped.has(name.toLowerCase())),
  );
}

function pick(headers: Headers, names: readonly string[]): Headers {
  return Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
}

function withoutCredentials(cookie: string | undefined): string | undefined {
  return cookie
    ?.split(';')
    .map((pair) => pair.trim())
    .filter((pair) => !CREDENTIAL.test(pair.split('=', 1)[0]!.trim()))
    .join('; ');
}
