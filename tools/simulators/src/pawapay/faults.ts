import { z } from 'zod';
import { callFaults } from '../kit/call-faults.ts';
import { deliveryFaults } from '../kit/delivery-faults.ts';
import { seed } from '../kit/fault-board.ts';
import { faultRule, milliseconds } from '../kit/fault-rule.ts';
import { signatureOptions } from './callback-signer.ts';

const code = z.string().regex(/^[A-Z_]{1,60}$/);

export const pawapayFaults = z.strictObject({
  seed,
  api: callFaults.prefault({}),
  webhooks: deliveryFaults.prefault({}),
  signature: signatureOptions.prefault({}),
  /** A request is refused with this code: 200, as pawaPay refuses. */
  reject: faultRule.extend({ code: code.default('PROVIDER_TEMPORARILY_UNAVAILABLE') }).prefault({}),
  /** A prompt or a payout that the operator ends with this code, whatever people do. */
  fail: faultRule.extend({ code: code.default('UNSPECIFIED_FAILURE') }).prefault({}),
  /** The operator is down: no prompt, and no payout, for `ms`. */
  enqueued: faultRule.extend({ ms: milliseconds.default(2_000) }).prefault({}),
  /** Operators that are down, as the configuration says. */
  closed: z.array(z.string()).default([]),
  /** Operators of whom the account has no wallets. */
  without: z.array(z.string()).default([]),
  /** The payer agrees, and the callback is on its way `ms` before the request has its answer. */
  callbackFirst: faultRule.extend({ ms: milliseconds.default(300) }).prefault({}),
  /** An answer with a status that no document names. */
  strangeStatus: faultRule.prefault({}),
  /** An answer that is no JSON. */
  unreadable: faultRule.prefault({}),
});
export type PawapayFaults = z.infer<typeof pawapayFaults>;
