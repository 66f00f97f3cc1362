import type { Sum } from '../psp/psp.ts';
import { nonZero, PLATFORM, type Posting } from './ledger.domain.ts';

interface Nobodys extends Sum {
  /** Of the mismatch that it was found by. */
  readonly id: string;
  readonly psp: string;
  /** What the psp received, above zero, or sent away, below. */
  readonly amount: bigint;
}

/** The psp holds money, or no longer holds it, and nobody knows whose it is. */
export function suspense({ id, psp, amount, currency }: Nobodys): Posting {
  const entries = nonZero([
    { account: 'psp_clearing', owner: psp, amount, currency },
    { account: 'suspense', owner: psp, amount: -amount, currency },
  ]);
  return { sourceType: 'mismatch', sourceId: id, purpose: 'suspense', entries };
}

/** It is known whose it is, or it went back: the psp holds it for nobody any more. */
export function suspenseReturn(nobodys: Nobodys): Posting {
  const { entries, ...source } = suspense({ ...nobodys, amount: -nobodys.amount });
  return { ...source, purpose: 'suspense_return', entries };
}

/** Nobody has claimed it, or brings it back: the platform's gain, or loss. */
export function suspenseKept({ id, psp, amount, currency }: Nobodys): Posting {
  const entries = nonZero([
    { account: 'suspense', owner: psp, amount, currency },
    {
      account: amount > 0n ? 'platform_revenue' : 'platform_costs',
      owner: PLATFORM,
      amount: -amount,
      currency,
    },
  ]);
  return { sourceType: 'mismatch', sourceId: id, purpose: 'suspense_kept', entries };
}
