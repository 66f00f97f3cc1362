import { platformErrors, RESPONSE_HEADER } from '@edu/contract-kit';
import type { FastifyReply } from 'fastify';
import type { Quota } from './rate-limiter.ts';

/** By the name of the policy: whom it counts. */
export type Quotas = ReadonlyMap<string, Quota>;

/**
 * Sends a caller the state of its limits.
 * Source: draft-ietf-httpapi-ratelimit-headers-10 (structured fields)
 */
export function announceQuotas(reply: FastifyReply, quotas: Quotas): void {
  const policies = [...quotas].map(([name, { max, windowS }]) => `"${name}";q=${max};w=${windowS}`);
  const states = [...quotas].map(
    ([name, { left, resetS }]) => `"${name}";r=${Math.max(0, left)};t=${resetS}`,
  );
  reply
    .header(RESPONSE_HEADER.rateLimitPolicy, policies.join(', '))
    .header(RESPONSE_HEADER.rateLimit, states.join(', '));
}

/** @throws platform.too_many_requests, after setting the headers, when one of them is used up */
export function enforceQuotas(reply: FastifyReply, quotas: Quotas): void {
  if (quotas.values().every(({ left }) => left >= 0)) return;
  const spent = [...quotas].filter(([, { left }]) => left < 0);
  announceQuotas(reply, new Map(spent));
  const retryAfter = Math.max(...spent.map(([, { resetS }]) => resetS));
  throw platformErrors.tooManyRequests({ retryAfter });
}
