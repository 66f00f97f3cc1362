import type { FastifyReply } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { FaultBoard } from './fault-board.ts';
import { faultRule, milliseconds, type FaultRule } from './fault-rule.ts';

/**
 * Operations that a fault applies to, as `payment_intents.confirm`. Empty means every request that
 * moves money.
 */
const operations = z.array(z.string().max(60)).max(20).default([]);

/** What may go wrong with a call of a provider's API, the same for every provider. */
export const callFaults = z.strictObject({
  /** The effect happens and is kept, the answer never comes: no bytes, or a closed socket. */
  timeoutAfterCharging: faultRule
    .extend({ mode: z.enum(['hang', 'destroy']).default('hang'), operations })
    .prefault({}),
  /**
   * 500 before anything happened. `saved` keeps the 500 under the idempotency key, so that a retry
   * with the same key gets it again; otherwise the retry goes through.
   */
  error500BeforeCharging: faultRule
    .extend({ saved: z.boolean().default(false), operations })
    .prefault({}),
  /**
   * The request waits `ms`, or until the faults are reset, before it takes effect, also when the
   * client gave up meanwhile. Without `operations` every request may wait.
   */
  slow: faultRule.extend({ ms: milliseconds.default(0), operations }).prefault({}),
  /** 429 before anything happened, without `operations` of any request. */
  rateLimit429: faultRule.extend({ operations }).prefault({}),
  /** A confirmed payment stays `processing` for `ms` before it succeeds. */
  processing: faultRule.extend({ ms: milliseconds.default(2_000) }).prefault({}),
});

export type CallFaultTree = z.infer<typeof callFaults>;
type Targeted = FaultRule & { operations: readonly string[] };
type Board = FaultBoard<{ seed: number; api: CallFaultTree }>;

/** Takes a fault if it applies to the operation, which moves money or not. */
export function takeFor(board: Board, rule: Targeted, operation: string, moves: boolean): boolean {
  const applies = rule.operations.length > 0 ? rule.operations.includes(operation) : moves;
  return applies && board.take(rule);
}

/** Waits as `slow` says. @returns false when the simulator closes meanwhile: nothing may be done */
export async function waitIfSlow(
  board: Board,
  operation: string,
  closing: AbortSignal,
): Promise<boolean> {
  const { slow } = board.current.api;
  if (takeFor(board, slow, operation, true)) {
    const signal = AbortSignal.any([board.ended, closing]);
    await sleep(slow.ms, undefined, { signal }).catch(() => undefined);
  }
  return !closing.aborted;
}

/** Leaves the client without its answer as `timeoutAfterCharging` says. @returns whether it did */
export function withholdAnswer(
  board: Board,
  operation: string,
  moved: boolean,
  reply: FastifyReply,
): boolean {
  const { timeoutAfterCharging } = board.current.api;
  if (!takeFor(board, timeoutAfterCharging, operation, moved)) return false;
  void reply.hijack();
  if (timeoutAfterCharging.mode === 'destroy') reply.raw.destroy();
  return true;
}
