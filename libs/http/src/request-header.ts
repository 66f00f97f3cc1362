import type { FastifyRequest } from 'fastify';

/** A header that may be there once; undefined where it is not, or where Node.js made a list of it. */
export function requestHeader(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
