import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import { Problem, platformErrors, type WireProblem } from '@edu/contract-kit';
import type { Call } from './call.ts';
import type { TraceContext } from '@edu/observability';

/** Header names on NATS. Bodies are JSON; a failed call answers a problem and its status. */
export const HEADER = {
  requestId: 'x-request-id',
  traceparent: 'traceparent',
  deadline: 'x-deadline',
  actor: 'x-actor',
  idempotencyKey: 'x-idempotency-key',
  locale: 'x-locale',
  client: 'x-client',
  problem: 'x-problem',
  replayed: 'x-replayed',
} as const;

/** Headers that hand `call` on to the next service, which answers for `trace`. */
export function callHeaders(call: Call, trace: TraceContext, deadline: number): MsgHdrs {
  const hdrs = headers();
  hdrs.set(HEADER.requestId, call.requestId);
  hdrs.set(HEADER.traceparent, trace.traceparent);
  hdrs.set(HEADER.deadline, String(deadline));
  hdrs.set(HEADER.locale, call.locale);
  if (call.client) hdrs.set(HEADER.client, call.client);
  if (call.token) hdrs.set(HEADER.actor, call.token);
  if (call.idempotencyKey) hdrs.set(HEADER.idempotencyKey, call.idempotencyKey);
  return hdrs;
}

/** The problem in a reply, or undefined when the call succeeded. */
export function replyProblem(reply: Msg): Problem | undefined {
  if (!reply.headers?.has(HEADER.problem)) return undefined;
  try {
    return new Problem(reply.json<WireProblem>());
  } catch (cause) {
    return platformErrors.internal({ cause });
  }
}
