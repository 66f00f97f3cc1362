import { kycErrors } from '@edu/contracts-profile';
import { allOf, definePolicies, hasRole, not, owner } from '@edu/identity';

interface Owned {
  readonly providerId: string;
}

const reviewer = hasRole('trust', 'admin');
/** Whoever reviews learns of every case, also that one is their own. */
const othersCase = {
  allow: allOf<Owned>(reviewer, not(owner('providerId'))),
  visible: reviewer,
  denied: kycErrors.kycOwnCase,
  notFound: kycErrors.kycUnknownCase,
} as const;

/** Who may do what with a case. */
export const kycPolicies = definePolicies({
  'kyc.read': othersCase,
  'kyc.claim': othersCase,
  'kyc.release': othersCase,
  'kyc.open_document': othersCase,
  'kyc.decide': othersCase,
});
