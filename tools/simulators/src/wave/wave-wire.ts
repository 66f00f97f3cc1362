import { z } from 'zod';
import { callFaults } from '../kit/call-faults.ts';
import { deliveryFaults } from '../kit/delivery-faults.ts';
import { seed } from '../kit/fault-board.ts';
import { faultRule } from '../kit/fault-rule.ts';

export const waveFaults = z.strictObject({
  seed,
  api: callFaults.prefault({}),
  webhooks: deliveryFaults.prefault({}),
  /** Signs with this secret too, as while an endpoint's secret is being replaced. */
  alsoSignedWith: z.string().max(200).nullable().default(null),
  /** A payout that the operator ends with this code, whosever the wallet is. */
  fail: faultRule
    .extend({
      code: z
        .string()
        .regex(/^[a-z-]{1,60}$/)
        .default('recipient-account-blocked'),
    })
    .prefault({}),
  /** Why a payer's attempt fails. */
  refusedFor: z
    .string()
    .regex(/^[a-z-]{1,60}$/)
    .default('insufficient-funds'),
  /** An answer with a payment status that no document names. */
  strangeStatus: faultRule.prefault({}),
  /** An answer that is no JSON. */
  unreadable: faultRule.prefault({}),
});
export type WaveFaults = z.infer<typeof waveFaults>;

export class WaveError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const { success, data, error } = schema.safeParse(body);
  if (!success) throw new WaveError(400, 'request-validation-error', z.prettifyError(error));
  return data;
}
