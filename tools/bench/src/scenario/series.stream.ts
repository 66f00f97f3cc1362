import { randomUUID } from 'node:crypto';
import { MAX_SERIES_LESSONS } from '@edu/contracts-availability';
import { bookingRpc } from '@edu/contracts-booking';
import { entityId } from '../seed/entity-id.ts';
import { FREE_FROM_HOUR, LEARNERS, workday } from '../seed/seed-plan.ts';
import type { Stage } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

const HOUR = 3_600_000;
/** After the days of single slots, and within what the schedules let book. */
const FIRST_DAY = 46;
const HOURS = [FREE_FROM_HOUR, FREE_FROM_HOUR + 1] as const;

/** Learners who book as many lessons at once as a series may have, each with a provider of their own. */
export function seriesStream(stage: Stage): Stream {
  let booked = 0;
  return {
    next: async () => {
      const number = booked++;
      const midnight = new Date().setUTCHours(0, 0, 0, 0);
      const starts = Array.from({ length: MAX_SERIES_LESSONS }, (_, index) => {
        const day = workday(FIRST_DAY + Math.floor(index / HOURS.length), midnight, 1);
        return new Date(day + HOURS[index % HOURS.length]! * HOUR).toISOString();
      });
      const learnerId = entityId('learner', LEARNERS - 1 - number);
      return draftOf(
        bookingRpc.createSeries,
        { providerId: entityId('provider', number % stage.listings), starts },
        { token: await stage.tokens.of(learnerId, 'student'), key: randomUUID() },
      );
    },
  };
}
