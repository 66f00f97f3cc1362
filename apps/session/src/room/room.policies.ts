import { sessionErrors } from '@edu/contracts-session';
import { allOf, anyOf, definePolicies, not, owner, type Rule } from '@edu/identity';

interface Parties {
  readonly learner_id: string;
  /** The parent who booked it, and comes with the child or in its place. */
  readonly payer_id: string | null;
  readonly provider_id: string;
}

const payer: Rule<Parties> = (principal, { payer_id: payerId }) =>
  principal.kind === 'user' && principal.actor.userId === payerId;

const party = anyOf<Parties>(owner('learner_id'), owner('provider_id'), payer);

/** Who may do what with a classroom; the query besides looks with them in its condition. */
export const roomPolicies = definePolicies({
  'room.enter': {
    allow: party,
    notFound: sessionErrors.notFound,
  },
  'room.attendance': { allow: party, notFound: sessionErrors.notFound },
  'room.door': { allow: party, notFound: sessionErrors.notFound },
  // Who knows the PIN does not enter it, and who enters it does not know it: that is what it proves.
  'room.pin': {
    allow: allOf<Parties>(anyOf<Parties>(owner('learner_id'), payer), not(owner('provider_id'))),
    notFound: sessionErrors.notFound,
  },
  'room.check_in': { allow: owner('provider_id'), notFound: sessionErrors.notFound },
});
