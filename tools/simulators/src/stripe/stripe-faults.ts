import { z } from 'zod';
import { FaultBoard, seed } from '../faults/fault-board.ts';
import { faultRule } from '../faults/fault-rule.ts';
import type { FaultRule } from '../faults/fault-rule.ts';

const milliseconds = z.int().min(0).max(3_600_000);

/**
 * Operations a charging fault applies to, as `payment_intents.confirm`. Empty means every request
 * that moves money: a confirmation, a capture, a refund.
 */
const operations = z.array(z.string().max(60)).max(20).default([]);

const webhookFaults = z.strictObject({
  /** Every delivery waits this long. */
  delayMs: milliseconds.default(0),
  /** Deliveries sent `copies` times more, same event id. */
  duplicate: faultRule.extend({ copies: z.int().min(1).max(100).default(1) }).prefault({}),
  /** Deliveries of each window are held, shuffled and sent one after the other. */
  reorder: z.strictObject({ windowMs: milliseconds.default(0) }).prefault({}),
  /** Events never delivered; only the events list or a redelivery brings them back. */
  drop: faultRule.prefault({}),
  /** Signs with this secret instead of the right one; `''` sends no signature at all. */
  signingSecret: z.string().max(200).nullable().default(null),
  /** Added to the signature's time stamp: -301 is too old for the usual tolerance. */
  timestampOffsetSeconds: z.int().min(-1e9).max(1e9).default(0),
});

const apiFaults = z.strictObject({
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
  /** 429 before anything happened. */
  rateLimit429: faultRule.prefault({}),
  /** A confirmed payment stays `processing` for `ms` before it succeeds. */
  processing: faultRule.extend({ ms: milliseconds.default(2_000) }).prefault({}),
});

export const stripeFaults = z.strictObject({
  seed,
  webhooks: webhookFaults.prefault({}),
  api: apiFaults.prefault({}),
});

export type StripeFaultTree = z.infer<typeof stripeFaults>;

export class StripeFaults extends FaultBoard<StripeFaultTree> {
  constructor() {
    super(stripeFaults);
  }

  /** Takes a charging fault if it applies to the operation, which `charges` or not. */
  takeFor(
    rule: FaultRule & { operations: readonly string[] },
    operation: string,
    charges: boolean,
  ): boolean {
    const applies = rule.operations.length > 0 ? rule.operations.includes(operation) : charges;
    return applies && this.take(rule);
  }
}
