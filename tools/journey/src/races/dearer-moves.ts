import { newIntent, type Booking } from '@edu/client';
import type { Person } from '../actors.ts';
import { eventually } from '../eventually.ts';
import type { Arena, Slot, Tried } from './arena.ts';
import { tryOnce } from './commands.ts';
import { areAt, callOff, payEach, payFor, type Paid } from './paid-lessons.ts';
import { count, inRounds, isFair, sum, type RaceRow } from './race-row.ts';

/** Longer, and dearer therefore, than the hour that was booked. */
const LONGER_MINUTES = 90;
/** A lesson that begins so much later overlaps the longer one, and one of an hour too. */
const LATER_MS = 45 * 60_000;
const MOVED_WITHIN_MS = 60_000;

/** What was answered to somebody who wants a time, and the booking that holds it for them. */
interface Attempt {
  readonly tried: Tried;
  readonly heldId: string | undefined;
}

/** A try to move; of one that succeeds the time is held, until the difference is paid. */
interface Move extends Attempt {
  readonly one: Paid;
}

interface Runner {
  readonly who: Person;
  run(): Promise<Attempt>;
}

/** Two want the same dearer time, and then all who lost want one together: each is held for one. */
export const intoOneDearerSlot: RaceRow = {
  name: 'two paid lessons moved into one dearer slot, and many',
  scenario: 'S-05',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async () => {
      const people = arena.learners.slice(-(rivals - (rivals % 2)));
      const tutor = arena.tutorFor(people);
      await offerLonger(tutor);
      const all = await payEach(arena, people, tutor);
      const race = async (some: readonly Paid[]) => {
        const { startsAt } = arena.slot(tutor);
        const moves = await Promise.all(some.map((one) => moveLonger(arena, one, startsAt)));
        const fair = isFair(count(moves.map(({ tried }) => tried)));
        return { fair, startsAt, moves };
      };
      const pairs = all.flatMap((one, index) => (index % 2 ? [] : [[one, all[index + 1]!]]));
      const races = await Promise.all(pairs.map(race));
      const lost = races.flatMap(({ moves }) => moves.filter(({ heldId }) => !heldId));
      races.push(await race(lost.map(({ one }) => one)));
      const meant = new Map(all.map((one) => [one, one.startsAt]));
      // Nothing has moved before it is paid.
      let fair = races.every((one) => one.fair) && (await areAt(all, [...meant.values()]));
      for (const { moves, startsAt } of races) {
        const winner = moves.find(({ heldId }) => heldId);
        if (!winner) continue;
        await payMove(arena, winner, startsAt);
        meant.set(winner.one, startsAt);
      }
      fair &&= await areAt(all, [...meant.values()]);
      const counts = count(races.flatMap(({ moves }) => moves.map(({ tried }) => tried)));
      return { counts, fair: (await callOff(arena, all)) && fair };
    }),
};

/**
 * Half of them want to move a paid lesson to a dearer time, half to book it or a part of it: one has it. While
 * that one holds it, the others are refused it; when it is given up, one more may have it.
 */
export const dearerOrBooked: RaceRow = {
  name: 'dearer moves against bookings of the slot, and its hold',
  scenario: 'S-01, S-05',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async () => {
      const people = arena.learners.slice(-rivals);
      const tutor = arena.tutorFor(people);
      await offerLonger(tutor);
      const half = Math.ceil(people.length / 2);
      const all = await payEach(arena, people.slice(0, half), tutor);
      const slot = arena.slot(tutor);
      const later = new Date(Date.parse(slot.startsAt) + LATER_MS).toISOString();
      const runners: Runner[] = [
        ...all.map((one) => ({
          who: one.who,
          run: () => moveLonger(arena, one, slot.startsAt),
        })),
        ...people.slice(half).map((who, index) => ({
          who,
          run: () => book(arena, who, index % 2 ? { ...slot, startsAt: later } : slot),
        })),
      ];
      const first = await rush(runners);
      const winner = first.findIndex(({ heldId }) => heldId);
      const others = runners.filter((_, index) => index !== winner);
      const meanwhile = await rush(others);
      const [gaveUp, after] = await Promise.all([
        winner < 0 || arena.cancel(runners[winner]!.who, first[winner]!.heldId!),
        rush(others),
      ]);
      for (const [index, { heldId }] of after.entries()) {
        if (heldId) await arena.cancel(others[index]!.who, heldId);
      }
      const [one, none, few] = [first, meanwhile, after].map((of) => count(triedOf(of)));
      const fair =
        isFair(one!) && none!.refused === none!.tries && gaveUp && (few!.won === 0 || isFair(few!));
      const counts = sum([one!, none!, few!]);
      return { counts, fair: (await callOff(arena, all)) && fair };
    }),
};

const rush = (runners: readonly Runner[]) => Promise.all(runners.map((runner) => runner.run()));
const triedOf = (attempts: readonly Attempt[]) => attempts.map(({ tried }) => tried);

async function book(arena: Arena, who: Person, slot: Slot): Promise<Attempt> {
  const tried = await arena.book(who, slot);
  return { tried, heldId: tried.bookingId };
}

/** Lets lessons be longer than an hour. */
export async function offerLonger({ api }: Person): Promise<void> {
  await eventually(async () => {
    const { providerId: _, version: __, ...schedule } = await api.get('/api/v1/me/schedule');
    const durationsMinutes = [60, LONGER_MINUTES];
    await api.put('/api/v1/me/schedule', { body: { ...schedule, durationsMinutes } });
  });
}

/** Wants a longer lesson at another time, which costs more. */
export async function moveLonger(arena: Arena, one: Paid, startsAt: string): Promise<Move> {
  const path = { id: one.bookingId };
  const body = { startsAt, durationMinutes: LONGER_MINUTES };
  const tried = await tryOnce(arena, () =>
    one.who.api.post('/api/v1/bookings/{id}/reschedule', {
      ...{ params: { path }, body, intent: newIntent() },
    }),
  );
  if (tried.status !== 200) return { one, tried, heldId: undefined };
  const { heldMove } = JSON.parse(tried.text) as Booking;
  if (!heldMove) throw new Error('a longer lesson costs no more');
  return { one, tried, heldId: heldMove.bookingId };
}

/** Pays the difference; resolves when the lesson is there. */
async function payMove(arena: Arena, { one, heldId }: Move, startsAt: string): Promise<void> {
  await payFor(arena, one.who, heldId!);
  await eventually(async () => {
    if (!(await areAt([one], [startsAt]))) throw new Error('a lesson did not move');
  }, MOVED_WITHIN_MS);
}
