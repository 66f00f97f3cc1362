import { profileErrors } from '@edu/contracts-profile';
import { allOf, anyOf, definePolicies, owner, type Rule } from '@edu/identity';

interface Lesson {
  readonly learnerId: string;
  /** The parent who booked it, and brings the child. */
  readonly payerId: string | null;
  /** Parents of the learner now, who may bring the child as well. */
  readonly parentIds: readonly string[];
  readonly providerId: string;
  readonly state: string;
}

const payer: Rule<Lesson> = (principal, { payerId }) =>
  principal.kind === 'user' && principal.actor.userId === payerId;
const parent: Rule<Lesson> = (principal, { parentIds }) =>
  principal.kind === 'user' && parentIds.includes(principal.actor.userId);
/** Not called off; what was never paid is not here. */
const stands: Rule<Lesson> = (_principal, { state }) => state === 'stands';

/** Who may see where a lesson takes place; the query besides looks with them in its condition. */
export const addressPolicies = definePolicies({
  'lesson.see_place': {
    allow: allOf<Lesson>(
      stands,
      anyOf<Lesson>(owner('learnerId'), owner('providerId'), payer, parent),
    ),
    notFound: profileErrors.lessonNotFound,
  },
});
