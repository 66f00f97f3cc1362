import { nonZero, type Posting } from '../ledger/ledger.domain.ts';
import type { Sum } from '../psp/psp.ts';

interface PaidOut extends Sum {
  readonly id: string;
  readonly psp: string;
  readonly providerId: string;
}

interface Planned extends Omit<PaidOut, 'psp'> {
  /** `credit`; anything else is what a provider has earned. */
  readonly paidFrom: string;
}

const sourceOf = ({ paidFrom }: Planned) => (paidFrom === 'credit' ? 'credit' : 'provider_payable');

/** What is payable to a provider, or a payer's credit, is on its way. */
export function payout(planned: Planned): Posting {
  const { id, providerId, amount, currency } = planned;
  const entries = nonZero([
    { account: sourceOf(planned), owner: providerId, amount, currency },
    { account: 'payout_in_transit', owner: providerId, amount: -amount, currency },
  ]);
  return { sourceType: 'payout', sourceId: id, purpose: 'payout', entries };
}

/** It has arrived: the psp holds so much less for us. */
export function payoutPaid({ id, psp, providerId, amount, currency }: PaidOut): Posting {
  const entries = nonZero([
    { account: 'payout_in_transit', owner: providerId, amount, currency },
    { account: 'psp_clearing', owner: psp, amount: -amount, currency },
  ]);
  return { sourceType: 'payout', sourceId: id, purpose: 'payout_paid', entries };
}

/** It will not arrive, and is payable, or credit, again. */
export function payoutFailed(planned: Planned): Posting {
  const { id, providerId, amount, currency } = planned;
  const entries = nonZero([
    { account: 'payout_in_transit', owner: providerId, amount, currency },
    { account: sourceOf(planned), owner: providerId, amount: -amount, currency },
  ]);
  return { sourceType: 'payout', sourceId: id, purpose: 'payout_failed', entries };
}
