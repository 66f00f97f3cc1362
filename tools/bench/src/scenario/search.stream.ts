import { searchRpc } from '@edu/contracts-search';
import type { Dice } from '../seed/dice.ts';
import { UNKNOWN_WORDS } from '../seed/seed-words.ts';
import type { Criteria, ServiceSources } from '../service-sources.ts';
import type { Stage } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

/** Near a place, anywhere, or for a word that nobody uses. */
export type SearchKind = 'near' | 'anywhere' | 'nothing';

const RADIUS_KM = 10;
const LIMIT = 20;

/** What somebody looks for: a subject in either language, mostly one of the usual ones. */
export function searchCriteria(kind: SearchKind, dice: Dice, sources: ServiceSources): Criteria {
  const subject = dice.zipf(sources.CATALOGUE);
  const q = kind === 'nothing' ? dice.pick(UNKNOWN_WORDS) : dice.pick([subject.fr, subject.en]);
  const place = kind === 'near' ? { ...dice.near(dice.city()), radiusKm: RADIUS_KM } : undefined;
  return { kind: 'tutor', q, limit: LIMIT, sort: 'best', place };
}

export function searchStream(kind: SearchKind, { dice, sources }: Stage): Stream {
  return {
    next: () => {
      const { q, limit, place } = searchCriteria(kind, dice, sources);
      return draftOf(searchRpc.tutors, { q, limit, ...place });
    },
  };
}
