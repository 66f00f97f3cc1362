import { z } from 'zod';
import { seed } from '../kit/fault-board.ts';
import { faultRule } from '../kit/fault-rule.ts';

const codes = [421, 450, 451, 452, 550, 552, 554] as const;

/** Faults of the mailbox, at `/_control/faults`. */
export const mailFaults = z.strictObject({
  seed,
  /** Refuses the message after DATA: 4xx asks the sender to try again, 5xx is final. */
  reject: faultRule.extend({ code: z.literal(codes).default(451) }).prefault({}),
  /** Every message is answered this much later. */
  delayMs: z.int().min(0).max(600_000).default(0),
});

export type MailFaultTree = z.infer<typeof mailFaults>;
