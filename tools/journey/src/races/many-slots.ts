import { newIntent, type Schedule } from '@edu/client';
import { shuffle } from '@edu/simulators/kit/random';
import type { Person } from '../actors.ts';
import { eventually } from '../eventually.ts';
import { tryOnce } from './commands.ts';
import { count, inRounds, isFair, type RaceRow } from './race-row.ts';
import { giveBack } from './slot-races.ts';

const LESSONS = 8;
const SEATS = 7;
const PRICE = { amount: 2_000, currency: 'XOF' } as const;

/** All want the same lessons, each in another order: one has all of them, the others none. */
export const shuffledSeries: RaceRow = {
  name: `series of the same ${LESSONS} lessons, shuffled`,
  scenario: 'S-03',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async (round) => {
      const tutor = arena.tutors[round % arena.tutors.length]!;
      const starts = Array.from({ length: LESSONS }, () => arena.slot(tutor).startsAt);
      const runners = arena.learners.slice(0, rivals).map((who) => {
        const body = { providerId: tutor.id, starts: shuffle([...starts], arena.random) };
        return { who, body };
      });
      const tried = await Promise.all(
        runners.map(({ who, body }) =>
          tryOnce(arena, () => who.api.post('/api/v1/series', { body, intent: newIntent() })),
        ),
      );
      for (const [index, { status, text }] of tried.entries()) {
        if (status !== 200) continue;
        const { id } = JSON.parse(text) as { id: string };
        const { who } = runners[index]!;
        arena.noteHold(who, tutor.id);
        await who.api.post('/api/v1/series/{seriesId}/cancel', {
          ...{ params: { path: { seriesId: id } }, body: { scope: 'all' }, intent: newIntent() },
        });
      }
      const counts = count(tried);
      return { counts, fair: isFair(counts) };
    }),
};

/** More people than seats: each seat is one's. */
export const seats: RaceRow = {
  name: `a group lesson with ${SEATS} seats`,
  scenario: 'S-03',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async (round) => {
      const tutor = arena.tutors[round % arena.tutors.length]!;
      const { api } = tutor;
      const { startsAt } = arena.slot(tutor);
      const body = { startsAt, title: 'Fractions', seats: SEATS, price: PRICE };
      const group = await api.post('/api/v1/me/group-lessons', { body, intent: newIntent() });
      const params = { path: { groupId: group.id } };
      const people = arena.learners.slice(0, rivals);
      const tried = await Promise.all(
        people.map((who) =>
          tryOnce(arena, () =>
            who.api.post('/api/v1/group-lessons/{groupId}/seats', {
              ...{ params, body: {}, intent: newIntent() },
            }),
          ),
        ),
      );
      for (const [index, { status }] of tried.entries()) {
        if (status < 300) arena.noteHold(people[index]!, tutor.id);
      }
      const { seatsLeft } = await api.get('/api/v1/group-lessons/{groupId}', { params });
      await api.post('/api/v1/me/group-lessons/{groupId}/cancel', {
        ...{ params, body: { reason: '' }, intent: newIntent() },
      });
      const counts = count(tried);
      const full = counts.won === SEATS && seatsLeft === 0;
      return { counts, fair: full && counts.refused === counts.tries - SEATS };
    }),
};

/** Half of them come before the tutor wants to be asked, half after: one asks or books. */
export const askedOrBooked: RaceRow = {
  name: 'a request against instant bookings of one slot',
  scenario: 'S-01',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async (round) => {
      const tutor = arena.tutors[round % arena.tutors.length]!;
      const slot = arena.slot(tutor);
      const people = arena.learners.slice(0, rivals);
      const book = (some: readonly Person[]) =>
        Promise.all(some.map((who) => arena.book(who, slot)));
      const half = Math.ceil(people.length / 2);
      const [before, , after] = await Promise.all([
        book(people.slice(0, half)),
        setMode(tutor, 'request'),
        book(people.slice(half)),
      ]);
      const tried = [...before, ...after];
      await giveBack(arena, people, tried);
      // With nobody in between, the next round of this tutor finds instant bookings again.
      await setMode(tutor, 'instant');
      const counts = count(tried);
      return { counts, fair: isFair(counts) };
    }),
};

/** Whether a tutor wants to be asked. */
export async function setMode(
  { api }: Person,
  bookingMode: Schedule['bookingMode'],
): Promise<void> {
  await eventually(async () => {
    const { providerId: _, version: __, ...schedule } = await api.get('/api/v1/me/schedule');
    await api.put('/api/v1/me/schedule', { body: { ...schedule, bookingMode } });
  });
}
