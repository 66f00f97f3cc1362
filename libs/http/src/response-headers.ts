import { REQUEST_HEADER } from '@edu/contract-kit';
import type { FastifyReply } from 'fastify';

const BY_CALLER = [REQUEST_HEADER.acceptLanguage, REQUEST_HEADER.authorization].join(', ');

/**
 * Says in `Vary` that the answer depends on who asks and in which language, beside what others (CORS)
 * put there. To be called once.
 */
export function varyByCaller(reply: FastifyReply): FastifyReply {
  const others = [reply.getHeader('vary') ?? []].flat();
  return reply.header('vary', [...others, BY_CALLER].join(', '));
}
