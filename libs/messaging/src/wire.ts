import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import { NATS_HEADER, Problem, platformErrors, type WireProblem } from '@edu/contract-kit';
import { DEFAULT_TIMEOUT_MS, type Call } from './call.ts';
import type { TraceContext } from '@edu/observability';

/** Headers that hand `call` on to the next service, which answers for `trace`. */
export function callHeaders(
  call: Call,
  { trace, withActor }: { trace: TraceContext; withActor: boolean },
): MsgHdrs {
  const hdrs = headers();
  hdrs.set(NATS_HEADER.requestId, call.requestId);
  hdrs.set(NATS_HEADER.traceparent, trace.traceparent);
  hdrs.set(NATS_HEADER.locale, call.locale);
  if (call.client) hdrs.set(NATS_HEADER.client, call.client);
  if (call.token && withActor) hdrs.set(NATS_HEADER.actor, call.token);
  if (call.idempotencyKey) hdrs.set(NATS_HEADER.idempotencyKey, call.idempotencyKey);
  return hdrs;
}

/** How long the caller waits from now on. */
export function setTimeLeft(hdrs: MsgHdrs, timeoutMs: number): void {
  hdrs.set(NATS_HEADER.timeout, String(timeoutMs));
}

/** By when the caller has to have its answer, by the clock of this process. */
export function readDeadline(timeoutMs: string | undefined): number {
  return Date.now() + Number(timeoutMs ?? DEFAULT_TIMEOUT_MS);
}

/** What is known of where the call comes from, for those that want it. */
export function setOrigin(hdrs: MsgHdrs, { userAgent, device, country }: Call): void {
  if (userAgent) hdrs.set(NATS_HEADER.userAgent, userAgent);
  if (device) hdrs.set(NATS_HEADER.device, device);
  if (country) hdrs.set(NATS_HEADER.country, country);
}

/** Which versions the caller would change, for those that check it. */
export function setIfMatch(hdrs: MsgHdrs, { ifMatch }: Call): void {
  if (ifMatch) hdrs.set(NATS_HEADER.ifMatch, ifMatch.join());
}

/** The versions in a header; undefined where it is not there. */
export function readIfMatch(text: string | undefined): readonly number[] | undefined {
  return text?.split(',').map(Number);
}

/** The problem in a reply, or undefined when the call succeeded. */
export function replyProblem(reply: Msg): Problem | undefined {
  if (!reply.headers?.has(NATS_HEADER.problem)) return undefined;
  try {
    return new Problem(reply.json<WireProblem>());
  } catch (cause) {
    return platformErrors.internal({ cause });
  }
}
