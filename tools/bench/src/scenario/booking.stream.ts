import { randomUUID } from 'node:crypto';
import { availabilityRpc, type Quote } from '@edu/contracts-availability';
import { bookingRpc } from '@edu/contracts-booking';
import { contractRequest } from '@edu/journey';
import type { Stage, Ticket } from './stage.ts';
import { draftOf, type Stream } from './stream.ts';

/** Share of learners who want a slot that somebody else has just taken. */
const CONFLICTS = 0.05;
/** A slot is wanted again when so many others have been booked since. */
const BEHIND = 50;

/** A slot as the page that books it shows it. */
export interface Offer {
  readonly ticket: Ticket;
  readonly slot: { readonly providerId: string; readonly startsAt: string };
  readonly quote: string | undefined;
}

/** Learners who book what they were shown; some come too late, and for them a refusal is the right answer. */
export function bookingStream(stage: Stage, { conflicts = CONFLICTS } = {}): Stream {
  const taken: Offer[] = [];
  return {
    next: async () => {
      const isLate = taken.length > BEHIND && stage.dice.random() < conflicts;
      const ticket = stage.ticket();
      const { slot, quote } = isLate ? taken.at(-BEHIND)! : await offerOf(stage, ticket);
      if (!isLate) taken.push({ ticket, slot, quote });
      return draftOf(
        bookingRpc.create,
        { ...slot, quote },
        {
          token: await stage.tokens.of(ticket.learnerId, 'student'),
          key: randomUUID(),
          ...(isLate && { expect: 409 }),
        },
      );
    },
  };
}

/** Asks for the quote of a slot, before anything is measured. */
export async function offerOf(stage: Stage, ticket: Ticket): Promise<Offer> {
  const { providerId } = ticket;
  const startsAt = new Date(ticket.startsAt).toISOString();
  const lesson = { durationMinutes: 60, mode: 'online' as const };
  const { path } = contractRequest(availabilityRpc.quote, { providerId, startsAt, ...lesson });
  const answer = await fetch(`${stage.platform.url}${path}`);
  if (!answer.ok) throw new Error(`no quote of ${path}: ${answer.status}`);
  const { token } = (await answer.json()) as Quote;
  return { ticket, slot: { providerId, startsAt }, quote: token };
}
