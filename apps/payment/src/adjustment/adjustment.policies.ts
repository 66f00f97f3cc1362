import { adjustmentErrors } from '@edu/contracts-payment';
import { allOf, definePolicies, not, owner } from '@edu/identity';
import { finance } from '../payout/payout.policies.ts';

interface Sides {
  readonly debitOwner: string;
  readonly creditOwner: string;
}

/** Who proposes adjustments of the books, and decides about them: finance, and never about their own money. */
export const adjustmentPolicies = definePolicies({
  'adjustment.make': {
    allow: allOf<Sides>(finance, not(owner('debitOwner')), not(owner('creditOwner'))),
    visible: finance,
    denied: adjustmentErrors.adjustmentOwn,
    notFound: adjustmentErrors.adjustmentNotFound,
  },
});
