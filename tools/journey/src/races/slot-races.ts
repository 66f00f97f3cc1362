import { randomUUID } from 'node:crypto';
import type { Person } from '../actors.ts';
import { payByCard } from '../card.ts';
import { newIntent } from '@edu/client';
import { STEP_MINUTES } from '../actors.ts';
import type { Arena, Slot, Tried } from './arena.ts';
import { count, inRounds, isFair, type RaceRow } from './race-row.ts';

const MINUTE = 60_000;
/** With an hour's lesson any two starts within 80 minutes are too close. */
const BUFFERS = { bufferBeforeMinutes: 5, bufferAfterMinutes: 15 };
const TOO_CLOSE_MINUTES = 75;

/** Each with a key of their own, at the same moment. */
function rush(arena: Arena, runners: readonly { who: Person; slot: Slot }[]): Promise<Tried[]> {
  return Promise.all(runners.map(({ who, slot }) => arena.book(who, slot)));
}

/** Those who won give back what they hold, so that they may win again. */
export async function giveBack(
  arena: Arena,
  people: readonly Person[],
  tried: readonly Tried[],
): Promise<void> {
  for (const [index, { bookingId }] of tried.entries()) {
    if (bookingId) await arena.cancel(people[index % people.length]!, bookingId);
  }
}

export const oneSlot: RaceRow = {
  name: 'one slot',
  scenario: 'S-01',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async (round) => {
      const people = arena.learners.slice(0, rivals);
      const slot = arena.slot(arena.tutors[round % arena.tutors.length]);
      const tried = await rush(
        arena,
        people.map((who) => ({ who, slot })),
      );
      await giveBack(arena, people, tried);
      const counts = count(tried);
      return { counts, fair: isFair(counts) };
    }),
};

export const overlapping: RaceRow = {
  name: 'overlapping, not equal, with buffers',
  scenario: 'S-01',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async (round) => {
      const people = arena.learners.slice(0, rivals);
      const tutor = arena.tutors[round % arena.tutors.length]!;
      await addBuffers(tutor);
      const { providerId, startsAt } = arena.slot(tutor);
      const first = Date.parse(startsAt);
      const starts = TOO_CLOSE_MINUTES / STEP_MINUTES + 1;
      const tried = await rush(
        arena,
        people.map((who, index) => ({
          who,
          slot: {
            providerId,
            startsAt: new Date(first + (index % starts) * STEP_MINUTES * MINUTE).toISOString(),
          },
        })),
      );
      await giveBack(arena, people, tried);
      const counts = count(tried);
      return { counts, fair: isFair(counts) };
    }),
};

async function addBuffers({ api }: Person): Promise<void> {
  const { providerId: _, version: __, ...schedule } = await api.get('/api/v1/me/schedule');
  await api.put('/api/v1/me/schedule', { body: { ...schedule, ...BUFFERS } });
}

export const oneLearner: RaceRow = {
  name: 'one learner, many providers',
  scenario: 'S-01',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async (round) => {
      const who = arena.learners[round % arena.learners.length]!;
      const { startsAt } = arena.slot();
      const tried = await rush(
        arena,
        Array.from({ length: rivals }, (_, index) => ({
          who,
          slot: {
            providerId: arena.tutors[index % arena.tutors.length]!.id,
            startsAt,
          },
        })),
      );
      await giveBack(arena, [who], tried);
      const counts = count(tried);
      return { counts, fair: isFair(counts) };
    }),
};

/** As many as somebody may hold without paying. */
const HOLDS = 3;

/** One learner wants all of somebody's times, and others': three are held, however many are asked for at once. */
export const hoarding: RaceRow = {
  name: 'holds of one learner',
  scenario: 'S-08',
  run: async (arena, { rivals, rounds }) => {
    const slots = Array.from({ length: rivals }, (_, index) =>
      arena.slot(arena.tutors[index % arena.tutors.length]),
    );
    return inRounds(rounds, async (round) => {
      // From the end: the first ones are in most other races.
      const who = arena.learners.at(-1 - (round % arena.learners.length))!;
      const tried = await rush(
        arena,
        slots.map((slot) => ({ who, slot })),
      );
      // Refused for its own rivals it asks again, one after the other, until it is refused for what it holds.
      for (let more = 0; more <= HOLDS; more++) {
        tried.push(await arena.book(who, arena.slotFor(who)));
      }
      const query = { part: 'upcoming' } as const;
      const { items } = await who.api.get('/api/v1/bookings', { params: { query } });
      const held = items.filter(({ state }) => state === 'pending');
      await giveBack(arena, [who], tried);
      const counts = count(tried);
      const isFull = counts.won === HOLDS && held.length === HOLDS && tried.at(-1)!.status === 429;
      return { counts, fair: isFull && counts.refused === counts.tries - HOLDS };
    });
  },
};

export const sameKey: RaceRow = {
  name: 'one Idempotency-Key',
  scenario: 'S-02',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async (round) => {
      const who = arena.learners[round % arena.learners.length]!;
      const [slot, key] = [arena.slotFor(who), randomUUID()];
      const tried = await Promise.all(
        Array.from({ length: rivals }, () => arena.book(who, slot, key)),
      );
      const last = await arena.book(who, slot, key);
      const other = await arena.book(who, { ...slot, startsAt: arena.slot().startsAt }, key);
      const answers = new Set([last, ...tried].flatMap((one) => (one.bookingId ? one.text : [])));
      await arena.cancel(who, last.bookingId!);
      const counts = count(tried);
      const proper = counts.won >= 1 && counts.won + counts.refused === rivals;
      return { counts, fair: proper && answers.size === 1 && other.status === 422 };
    }),
};

export const holdToBooking: RaceRow = {
  name: 'a hold that is being paid',
  scenario: 'S-04',
  run: (arena, { rivals, rounds }) =>
    inRounds(rounds, async (round) => {
      const holder = arena.learners[round % arena.learners.length]!;
      const others = arena.learners.filter((one) => one !== holder).slice(0, rivals);
      const slot = arena.slotFor(holder);
      const { bookingId, text } = await arena.book(holder, slot);
      if (!bookingId) throw new Error(`nobody else wanted the slot at ${slot.startsAt}: ${text}`);
      const order = { body: { bookingId }, intent: newIntent() };
      const intent = await holder.api.post('/api/v1/payments/intent', order);
      arena.log.claim({ kind: 'intent', paymentId: intent.id, bookingId });
      const paying = payByCard(arena.platform.urls.stripe, intent);
      const tried: Tried[] = [];
      // Somebody asks all the time until the payment has arrived, and once more.
      let state: string;
      do {
        state = await arena.stateOf(holder, bookingId);
        tried.push(
          ...(await rush(
            arena,
            others.map((who) => ({ who, slot })),
          )),
        );
      } while (state !== 'confirmed');
      await paying;
      arena.log.claim({ kind: 'paid', paymentId: intent.id, bookingId });
      arena.log.claim({ kind: 'confirmed', bookingId });
      const counts = count(tried);
      return { counts, fair: counts.refused === counts.tries };
    }),
};

/** Those that need nothing but a gateway. */
export const SLOT_RACES: readonly RaceRow[] = [
  oneSlot,
  overlapping,
  oneLearner,
  hoarding,
  sameKey,
  holdToBooking,
];
