import { randomUUID } from 'node:crypto';
import { bookingRpc } from '@edu/contracts-booking';
import type { Stage, Ticket } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

/** Share of learners who want a slot that somebody else has just taken. */
const CONFLICTS = 0.05;
/** A slot is wanted again when so many others have been booked since. */
const BEHIND = 50;

/** Learners who book; some come too late, and for them a refusal is the right answer. */
export function bookingStream(stage: Stage): Stream {
  const taken: Ticket[] = [];
  return {
    next: async () => {
      const ticket = stage.ticket();
      const isLate = taken.length > BEHIND && stage.dice.random() < CONFLICTS;
      const slot = isLate ? taken.at(-BEHIND)! : ticket;
      if (!isLate) taken.push(ticket);
      const { providerId, startsAt } = slot;
      return draftOf(
        bookingRpc.create,
        { providerId, startsAt: new Date(startsAt).toISOString() },
        {
          token: await stage.tokens.of(ticket.learnerId, 'student'),
          key: randomUUID(),
          ...(isLate && { expect: 409 }),
        },
      );
    },
  };
}
