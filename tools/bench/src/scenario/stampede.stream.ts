import { randomUUID } from 'node:crypto';
import { bookingRpc } from '@edu/contracts-booking';
import { offerOf, type Offer } from './booking.stream.ts';
import type { Stage } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

/** Learners in one stampede. */
export const STAMPEDE = 200;

/** One slot after another that so many learners want: one has it, and the others are refused. */
export function stampedeStream(stage: Stage): Stream {
  let number = 0;
  let wanted: Offer;
  return {
    next: async () => {
      const ticket = stage.ticket();
      if (number++ % STAMPEDE === 0) wanted = await offerOf(stage, ticket);
      const { slot, quote } = wanted;
      const draft = draftOf(
        bookingRpc.create,
        { ...slot, quote },
        { token: await stage.tokens.of(ticket.learnerId, 'student'), key: randomUUID() },
      );
      return { ...draft, expect: [201, 409] };
    },
  };
}
