import { newIntent } from '@edu/client';
import type { Person } from '../actors.ts';
import { payByCard } from '../card.ts';
import { eventually } from '../eventually.ts';
import type { Arena, Slot, Tried } from './arena.ts';
import { tryOnce } from './commands.ts';
import { count, inRounds, isFair, type RaceRow } from './race-row.ts';

const CONFIRMED_WITHIN_MS = 60_000;

interface Paid extends Slot {
  readonly who: Person;
  readonly bookingId: string;
}

/** Each moves a paid lesson to the same free time of one tutor: it is one's, and the others stay. */
export const intoOneSlot: RaceRow = {
  name: 'paid lessons moved into one slot',
  scenario: 'S-05',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async () => {
      const people = arena.learners.slice(0, rivals);
      const tutor = arena.tutorFor(people);
      const all = await payEach(arena, people, tutor);
      const { startsAt } = arena.slot(tutor);
      const tried = await Promise.all(all.map((one) => move(arena, one, startsAt)));
      const meant = all.map((one, index) =>
        tried[index]!.status === 200 ? startsAt : one.startsAt,
      );
      const counts = count(tried);
      const fair = isFair(counts) && (await areAt(all, meant));
      return { counts, fair: (await callOff(arena, all)) && fair };
    }),
};

/** Into a time that somebody has, and each of two into that of the other: nobody moves. */
export const intoTakenSlots: RaceRow = {
  name: 'paid lessons moved into taken slots, and swapped',
  scenario: 'S-05',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async () => {
      const people = arena.learners.slice(0, rivals - (rivals % 2));
      const all = await payEach(arena, people, arena.tutorFor(people));
      // Two by two, and then each into the time of the next.
      const partners = [(index: number) => index ^ 1, (index: number) => (index + 1) % all.length];
      const tried: Tried[] = [];
      for (const partner of partners) {
        const moves = all.map((one, index) => move(arena, one, all[partner(index)]!.startsAt));
        tried.push(...(await Promise.all(moves)));
      }
      const counts = count(tried);
      const nobody = counts.refused === counts.tries;
      const fair =
        nobody &&
        (await areAt(
          all,
          all.map(({ startsAt }) => startsAt),
        ));
      return { counts, fair: (await callOff(arena, all)) && fair };
    }),
};

/** A paid lesson of each, at times that are hours apart. */
async function payEach(arena: Arena, people: readonly Person[], tutor: Person): Promise<Paid[]> {
  return Promise.all(
    people.map(async (who) => {
      const slot = arena.slot(tutor);
      const { bookingId, text } = await arena.book(who, slot);
      if (!bookingId) throw new Error(`nobody else wanted the slot at ${slot.startsAt}: ${text}`);
      const order = { body: { bookingId }, intent: newIntent() };
      const intent = await eventually(() => who.api.post('/api/v1/payments/intent', order));
      arena.log.claim({ kind: 'intent', paymentId: intent.id, bookingId });
      await payByCard(arena.platform.urls.stripe, intent);
      arena.log.claim({ kind: 'paid', paymentId: intent.id, bookingId });
      await eventually(async () => {
        if ((await arena.stateOf(who, bookingId)) !== 'confirmed') throw new Error('not confirmed');
      }, CONFIRMED_WITHIN_MS);
      arena.log.claim({ kind: 'confirmed', bookingId });
      return { ...slot, who, bookingId };
    }),
  );
}

const move = (arena: Arena, { who, bookingId }: Paid, startsAt: string): Promise<Tried> =>
  tryOnce(arena, () =>
    who.api.post('/api/v1/bookings/{id}/reschedule', {
      ...{ params: { path: { id: bookingId } }, body: { startsAt }, intent: newIntent() },
    }),
  );

async function areAt(all: readonly Paid[], meant: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    all.map(({ who, bookingId }) =>
      who.api.get('/api/v1/bookings/{id}', { params: { path: { id: bookingId } } }),
    ),
  );
  return found.every(({ startsAt }, index) => Date.parse(startsAt) === Date.parse(meant[index]!));
}

/** Gives the money back, which the oracle follows. */
async function callOff(arena: Arena, all: readonly Paid[]): Promise<boolean> {
  const done = await Promise.all(all.map(({ who, bookingId }) => arena.cancel(who, bookingId)));
  return done.every(Boolean);
}
