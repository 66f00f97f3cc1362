import { availabilityRpc } from '@edu/contracts-availability';
import type { Stage } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

const DAYS = 30;
const DAY = 86_400_000;

/** The free times of a provider for a month, as their page shows them. */
export function slotsStream(stage: Stage): Stream {
  const day = (offset: number) => new Date(Date.now() + offset * DAY).toISOString().slice(0, 10);
  return {
    next: () =>
      draftOf(availabilityRpc.slots, {
        id: stage.provider(),
        from: day(0),
        to: day(DAYS),
        zone: 'Africa/Abidjan',
      }),
  };
}
