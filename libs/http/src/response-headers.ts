import { REQUEST_HEADER } from '@edu/contract-kit';
import type { FastifyReply } from 'fastify';

/**
 * Says in `Vary` that the answer depends on who asks and in which language, and keeps what others
 * (CORS) put there.
 */
export function varyByCaller(reply: FastifyReply): FastifyReply {
  const { acceptLanguage, authorization } = REQUEST_HEADER;
  const present = [reply.getHeader('vary') ?? []].flat().join(',').split(',');
  const all = [...present, acceptLanguage, authorization];
  const names = all.map((name) => name.trim().toLowerCase()).filter(Boolean);
  return reply.header('vary', [...new Set(names)].join(', '));
}
