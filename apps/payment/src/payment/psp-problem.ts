import { Problem } from '@edu/contract-kit';
import { paymentErrors } from '@edu/contracts-payment';
import { PspRefused, PspUncertain } from '../psp/psp.ts';

/** What callers are answered when a psp gave no intent, or nothing else that was asked for. */
export function problemOf(error: unknown): unknown {
  if (error instanceof Problem) return error;
  if (error instanceof PspRefused) return paymentErrors.refused({ cause: error });
  if (error instanceof PspUncertain) return paymentErrors.pspUnavailable({ cause: error });
  return error;
}
