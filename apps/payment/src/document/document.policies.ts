import { paymentErrors } from '@edu/contracts-payment';
import { definePolicies, owner } from '@edu/identity';

/** Who may do what with a document. */
export const documentPolicies = definePolicies({
  'document.read': { allow: owner('ownerId'), notFound: paymentErrors.documentNotFound },
});
