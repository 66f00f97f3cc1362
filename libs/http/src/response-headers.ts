import type { FastifyReply } from 'fastify';

/** Adds to `Vary`, keeping what others (CORS) put there. */
export function vary(reply: FastifyReply, ...names: readonly string[]): FastifyReply {
  const present = [reply.getHeader('vary') ?? []].flat().join(',').split(',');
  const all = [...present, ...names].map((name) => name.trim().toLowerCase()).filter(Boolean);
  return reply.header('vary', [...new Set(all)].join(', '));
}
