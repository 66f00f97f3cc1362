import { z } from 'zod';
import { callFaults } from '../kit/call-faults.ts';
import { deliveryFaults } from '../kit/delivery-faults.ts';
import { seed } from '../kit/fault-board.ts';
import { faultRule, milliseconds } from '../kit/fault-rule.ts';

/** As long as a page can be paid. */
const PAGE_MS = 600_000;

export const orangeMoneyFaults = z.strictObject({
  seed,
  api: callFaults.prefault({}),
  webhooks: deliveryFaults.prefault({}),
  /** A call is refused although its token should still be good. */
  tokenGone: faultRule.prefault({}),
  /** An order is refused. */
  reject: faultRule.prefault({}),
  /** What becomes of an order under an id that was used: the same page, or a refusal. Nobody knows which is right. */
  usedId: z.enum(['answers', 'refuses']).default('answers'),
  /** How long a page can be paid. */
  pageMs: milliseconds.default(PAGE_MS),
  /** Notifications name the order too, as one program reads them. */
  namesOrder: faultRule.prefault({}),
  /** An answer with a status that no program names. */
  strangeStatus: faultRule.prefault({}),
  /** An answer that is no JSON. */
  unreadable: faultRule.prefault({}),
});
export type OrangeMoneyFaults = z.infer<typeof orangeMoneyFaults>;
