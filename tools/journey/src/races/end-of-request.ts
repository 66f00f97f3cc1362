import { setTimeout as sleep } from 'node:timers/promises';
import { newIntent } from '@edu/client';
import pg from 'pg';
import type { Person } from '../actors.ts';
import { eventually } from '../eventually.ts';
import type { Arena, Tried } from './arena.ts';
import { tryOnce } from './commands.ts';
import { setMode } from './many-slots.ts';
import { count, sum, type RaceRow } from './race-row.ts';

/** From the moment that the requests are set to end until they do. */
const LEAD_MS = 1_000;
/** Whoever ends requests looks once a second. */
const LOOK_MS = 1_000;
/** Answer and withdrawal come so much before or after each other. */
const SPREAD_MS = 50;
const END_MS = 60_000;

interface Asked {
  readonly tutor: Person;
  readonly learner: Person;
  readonly bookingId: string;
}

/**
 * Requests that are accepted, declined, withdrawn and run out at the same moment. Everybody acts on the
 * version that they have seen, so one of them is obeyed at most, and the request ends as that one wanted.
 *
 * @param databaseUrl of an administrator: it ends requests sooner than people wait
 */
export const endOfRequest = (databaseUrl: string): RaceRow => ({
  name: 'a request that is accepted, declined, withdrawn and runs out',
  scenario: 'S-05',
  run: async (arena, { rivals, rounds }) => {
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    // The last ones: of the first, everybody has held slots in the races before.
    const tutors = arena.tutors.slice(-rivals);
    try {
      await Promise.all(tutors.map((tutor) => setMode(tutor, 'request')));
      const counts = [];
      const states: Record<string, number> = {};
      let holds = true;
      for (let done = 0; done < rounds; done += tutors.length) {
        // No two of them meet twice: a tutor holds few slots for one learner in a while.
        const shift = Math.floor((done / rounds) * arena.learners.length);
        const asked = await ask(arena, tutors.slice(0, rounds - done), shift);
        const endsAt = Date.now() + LEAD_MS;
        await database.query(
          'UPDATE booking.booking SET hold_expires_at = $1 WHERE id = ANY ($2)',
          [new Date(endsAt), asked.map(({ bookingId }) => bookingId)],
        );
        const raced = await Promise.all(asked.map((one) => race(arena, one, endsAt)));
        for (const { tried, states: meant, one } of raced) {
          counts.push(count(tried));
          const state = await ended(arena, one);
          states[state] = (states[state] ?? 0) + 1;
          const obeyed = meant.filter((_, index) => tried[index]!.status === 200);
          holds &&= state === (obeyed[0] ?? 'expired') && obeyed.length <= 1;
          if (state === 'pending') await arena.cancel(one.learner, one.bookingId);
        }
      }
      const total = sum(counts);
      holds &&= total.serverErrors + total.other === 0;
      const note = Object.entries(states).map(([state, times]) => `${times} ${state}`);
      return { ...total, holds, note: note.join(', ') };
    } finally {
      await Promise.all(tutors.map((tutor) => setMode(tutor, 'instant')));
      await database.end();
    }
  },
});

/** One request to each, of other learners each time, and all for the same hour. */
function ask(arena: Arena, tutors: readonly Person[], shift: number): Promise<Asked[]> {
  const learners = arena.learnersFor(tutors, shift);
  const { startsAt } = arena.slot();
  return Promise.all(
    tutors.map(async (tutor, index) => {
      const learner = learners[index]!;
      const { bookingId, text } = await arena.book(learner, { providerId: tutor.id, startsAt });
      if (!bookingId) throw new Error(`nobody else wanted the slot: ${text}`);
      const { state } = JSON.parse(text) as { state: string };
      if (state !== 'requested') throw new Error(`it is ${state}: the tutor is not asked yet`);
      return { tutor, learner, bookingId };
    }),
  );
}

async function race(arena: Arena, one: Asked, endsAt: number) {
  const { random } = arena;
  const { tutor, learner, bookingId } = one;
  const moment = endsAt + (random() * 1.5 - 0.5) * LOOK_MS;
  const at = async (work: () => Promise<unknown>): Promise<Tried> => {
    await sleep(Math.max(0, moment + (2 * random() - 1) * SPREAD_MS - Date.now()));
    return tryOnce(arena, work);
  };
  const seen = () => ({
    ...{ params: { path: { id: bookingId } }, body: {}, intent: newIntent(), version: 1 },
  });
  const tried = await Promise.all([
    at(() => tutor.api.post('/api/v1/bookings/{id}/accept', seen())),
    at(() => tutor.api.post('/api/v1/bookings/{id}/decline', seen())),
    at(() => learner.api.post('/api/v1/bookings/{id}/cancel', seen())),
  ]);
  return { one, tried, states: ['pending', 'declined', 'canceled'] };
}

/** Waits until it is a request no more. @returns its state */
const ended = (arena: Arena, { learner, bookingId }: Asked): Promise<string> =>
  eventually(async () => {
    const state = await arena.stateOf(learner, bookingId);
    if (state === 'requested') throw new Error('a request did not end');
    return state;
  }, END_MS);
