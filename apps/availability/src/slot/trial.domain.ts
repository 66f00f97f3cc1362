import type { Schedule, Trial } from '@edu/contracts-availability';
import type { Offer } from './slot.queries.ts';

/** The trial lesson as it is offered now: a price in another currency than the usual one is not. */
export function trialOf({ trial }: Schedule, offer: Offer | null): Trial | null {
  return trial && trial.price.currency === offer?.currency ? trial : null;
}

/** The schedule of trial lessons alone: the same hours, for the length of a trial. */
export function ofTrials(schedule: Schedule, trial: Trial | null): Schedule {
  return { ...schedule, durationsMinutes: trial ? [trial.durationMinutes] : [] };
}
