import { hash } from 'node:crypto';
import { RESPONSE_HEADER, type CacheRule } from '@edu/contract-kit';
import type { FastifyReply } from 'fastify';

/** Who may keep an answer: of somebody signed in, only their own browser. */
export type Keeper = 'public' | 'private';

/** `Cache-Control` of an answer whose contract says `rule`. Source: RFC 9111, 5861 */
export function cacheControl(rule: CacheRule | undefined, keeper: Keeper): string {
  if (!rule) return 'no-store';
  if (rule === 'revalidate') return `${keeper}, no-cache`;
  const stale = rule.staleS ? `, stale-while-revalidate=${rule.staleS}` : '';
  return `${keeper}, max-age=${rule.maxAgeS}${stale}`;
}

/**
 * Sends the answer with its tag, or only says that it is what the caller has.
 *
 * @param given `If-None-Match`
 */
export function sendTagged(
  reply: FastifyReply,
  body: Uint8Array,
  given: string | undefined,
): FastifyReply {
  const tag = tagOf(body);
  reply.header(RESPONSE_HEADER.etag, tag);
  return given !== undefined && names(given, tag) ? reply.code(304).send() : reply.send(body);
}

/** Weak, since a proxy in front may compress the answer. */
function tagOf(body: Uint8Array): string {
  return `W/"${hash('sha256', body, 'base64url').slice(0, 22)}"`;
}

/** Weak comparison (RFC 9110 section 8.8.3.2). */
function names(given: string, tag: string): boolean {
  const opaque = (text: string) => text.trim().replace(/^W\//, '');
  return given.split(',').some((one) => one.trim() === '*' || opaque(one) === opaque(tag));
}
