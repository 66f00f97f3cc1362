import { z } from 'zod';
import { seed } from '../faults/fault-board.ts';
import { faultRule } from '../faults/fault-rule.ts';

/** Faults of the SMS simulator, at `/_control/faults`. */
export const smsFaults = z.strictObject({
  seed,
  /** Refuses the request with this HTTP status; 429 carries Twilio's code 20429. */
  fail: faultRule.extend({ status: z.literal([429, 500, 503]).default(500) }).prefault({}),
  /** The message is accepted and shown here, but the answer never comes. */
  timeoutAfterSending: faultRule.prefault({}),
  /** Accepted, then reported `undelivered` with error 30003. */
  undelivered: faultRule.prefault({}),
  /** Every answer comes this much later. */
  delayMs: z.int().min(0).max(600_000).default(0),
});

export type SmsFaultTree = z.infer<typeof smsFaults>;
