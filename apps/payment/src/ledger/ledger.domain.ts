import type { Sum } from '../psp/psp.ts';

/** Whose money it is. `learner` and `provider_payable` are what the platform owes to people. */
export type Account =
  'psp_clearing' | 'learner' | 'provider_payable' | 'platform_revenue' | 'refunds' | 'fees';

export interface Entry extends Sum {
  readonly account: Account;
  /** A user's id, or a psp's. */
  readonly owner: string;
  /** Debit above zero, credit below. */
  readonly amount: bigint;
}

interface Parties {
  readonly psp: string;
  readonly payerId: string;
}

/**
 * The psp holds money for us, and we hold it for the learner: it becomes payable to the one
 * who teaches only after the lesson and its dispute window.
 */
export function chargeEntries({ psp, payerId }: Parties, { amount, currency }: Sum): Entry[] {
  return [
    { account: 'psp_clearing', owner: psp, amount, currency },
    { account: 'learner', owner: payerId, amount: -amount, currency },
  ];
}

/** The way back. */
export function refundEntries(parties: Parties, { amount, currency }: Sum): Entry[] {
  return chargeEntries(parties, { amount: -amount, currency });
}
