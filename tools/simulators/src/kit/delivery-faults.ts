import { z } from 'zod';
import { faultRule, milliseconds } from './fault-rule.ts';

/** What may go wrong on the way of webhooks, the same for every provider. */
export const deliveryFaults = z.strictObject({
  /** Every delivery waits this long. */
  delayMs: milliseconds.default(0),
  /** Deliveries sent `copies` times more, same event id. */
  duplicate: faultRule.extend({ copies: z.int().min(1).max(100).default(1) }).prefault({}),
  /** Deliveries of each window are held, shuffled and sent one after the other. */
  reorder: z.strictObject({ windowMs: milliseconds.default(0) }).prefault({}),
  /** Events never delivered; only a redelivery brings them back. */
  drop: faultRule.prefault({}),
  /** Signs with this secret instead of the right one; `''` sends no signature at all. */
  signingSecret: z.string().max(200).nullable().default(null),
  /** Added to the signature's time stamp: -301 is too old for the usual tolerance. */
  timestampOffsetSeconds: z.int().min(-1e9).max(1e9).default(0),
  /** Sent in place of what happened, and signed like it. */
  body: z.string().max(200_000).nullable().default(null),
});
export type DeliveryFaultTree = z.infer<typeof deliveryFaults>;
