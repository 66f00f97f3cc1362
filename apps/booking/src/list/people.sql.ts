import { statement } from '@edu/persistence';

/** Who had lessons with whom, the latest lesson first. */
const pairsOf = (side: string) =>
  statement(
    { userIds: 'uuid[]', limit: 'int' },
    `SELECT learner_id AS "learnerId", provider_id AS "providerId" FROM booking
     WHERE ${side} = ANY (:userIds)
     GROUP BY learner_id, provider_id ORDER BY max(starts_at) DESC, learner_id, provider_id
     LIMIT :limit`,
  ).returns<{ learnerId: string; providerId: string }>();

export const TAUGHT = pairsOf('provider_id');
export const LEARNT_WITH = pairsOf('learner_id');
