import type { Posting } from '../ledger/ledger.domain.ts';
import type { Sum } from '../psp/psp.ts';

interface Kept extends Sum {
  readonly id: string;
  readonly providerId: string;
}

/** A part of what a lesson brought is not payable before its time. */
export function reserveKept({ id, providerId: owner, amount, currency }: Kept): Posting {
  return {
    ...{ sourceType: 'reserve', sourceId: id, purpose: 'reserve_kept' },
    entries: [
      { account: 'provider_payable', owner, amount, currency },
      { account: 'provider_reserve', owner, amount: -amount, currency },
    ],
  };
}

/** What is left of it is payable. */
export function reserveReleased({ id, providerId: owner, amount, currency }: Kept): Posting {
  return {
    ...{ sourceType: 'reserve', sourceId: id, purpose: 'reserve_released' },
    entries: [
      { account: 'provider_reserve', owner, amount, currency },
      { account: 'provider_payable', owner, amount: -amount, currency },
    ],
  };
}
