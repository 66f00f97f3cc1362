import { newIntent } from '@edu/client';
import type { Arena, Tried } from './arena.ts';
import { tryOnce } from './commands.ts';
import { areAt, callOff, payEach, type Paid } from './paid-lessons.ts';
import { count, inRounds, isFair, type RaceRow } from './race-row.ts';

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

const move = (arena: Arena, { who, bookingId }: Paid, startsAt: string): Promise<Tried> =>
  tryOnce(arena, () =>
    who.api.post('/api/v1/bookings/{id}/reschedule', {
      ...{ params: { path: { id: bookingId } }, body: { startsAt }, intent: newIntent() },
    }),
  );
