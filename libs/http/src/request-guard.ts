import { platformErrors, REQUEST_HEADER } from '@edu/contract-kit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { badField } from './field-errors.ts';
import { networkKey } from './network-key.ts';
import { enforceQuotas } from './quota-headers.ts';
import type { RateLimiter } from './rate-limiter.ts';

/**
 * All requests of one network to one gateway, good or bad: far above what the people behind one
 * address do, far below what keeps a process busy.
 */
const FLOOD_LIMIT = { max: 6_000, windowS: 60 };

/** Headers of which the second would be ignored here and perhaps not by a proxy in front. */
const SINGLE: ReadonlyMap<string, string> = new Map([
  ['host', 'Host'],
  [REQUEST_HEADER.authorization, 'Authorization'],
  [REQUEST_HEADER.contentType, 'Content-Type'],
  ['content-encoding', 'Content-Encoding'],
  [REQUEST_HEADER.idempotencyKey, 'Idempotency-Key'],
]);

/**
 * What is looked at before a token is verified or a body is read, because those cost more than
 * saying no. To be called before the routes are made.
 */
export function guardRequests(fastify: FastifyInstance, limiter: RateLimiter): void {
  fastify.decorateRequest('trace', undefined);
  fastify.decorateRequest('userId', undefined);
  fastify.addHook('onRequest', (request, reply, done) => {
    try {
      const quota = limiter.countLocal(`all:${networkKey(request.ip)}`, FLOOD_LIMIT);
      enforceQuotas(reply, new Map([['requests', quota]]));
      checkSingleHeaders(request);
      checkAddress(request);
      checkContentCoding(request, reply);
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}

function checkSingleHeaders({ raw }: FastifyRequest): void {
  const seen = new Set<string>();
  for (let n = 0; n < raw.rawHeaders.length; n += 2) {
    const name = raw.rawHeaders[n]!.toLowerCase();
    const single = SINGLE.get(name);
    if (!single) continue;
    if (seen.has(name)) throw badField(`/${single}`, 'sent_twice');
    seen.add(name);
  }
  if (!seen.has('host')) throw badField('/Host', 'missing');
}

/** The router refuses a path that is no UTF-8; the query it would hand on as it came. */
function checkAddress({ url }: FastifyRequest): void {
  if (!url.includes('%')) return;
  try {
    decodeURIComponent(url);
  } catch (cause) {
    throw badField('', 'undecodable', cause);
  }
}

/** Bodies are read as they come: decoding them would let a few bytes become many. */
function checkContentCoding({ headers }: FastifyRequest, reply: FastifyReply): void {
  const coding = headers['content-encoding'];
  if (coding === undefined || coding.toLowerCase() === 'identity') return;
  reply.header('accept-encoding', 'identity');
  throw platformErrors.unsupportedMediaType();
}
