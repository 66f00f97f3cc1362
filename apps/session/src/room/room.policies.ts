import { sessionErrors } from '@edu/contracts-session';
import { anyOf, definePolicies, owner } from '@edu/identity';

interface Parties {
  readonly learner_id: string;
  readonly provider_id: string;
}

/** Who may do what with a classroom; the query besides looks with both in its condition. */
export const roomPolicies = definePolicies({
  'room.enter': {
    allow: anyOf<Parties>(owner('learner_id'), owner('provider_id')),
    notFound: sessionErrors.notFound,
  },
});
