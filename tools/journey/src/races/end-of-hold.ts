import { setTimeout as sleep } from 'node:timers/promises';
import { newIntent, type PaymentIntent } from '@edu/client';
import pg from 'pg';
import type { Person } from '../actors.ts';
import { payByCard } from '../card.ts';
import { eventually } from '../eventually.ts';
import type { Arena, Slot } from './arena.ts';
import { count, sum, type RaceRow } from './race-row.ts';

/** From the moment that the holds are set to end until they do. */
const LEAD_MS = 1_000;
/** Whoever ends holds looks once a second, so one ends within that time. */
const LOOK_MS = 1_000;
/** Payment, cancellation and rival come so much before or after each other. */
const SPREAD_MS = 50;
const END_MS = 60_000;

/** A slot that somebody holds, with what is to be paid for it. */
export interface Held {
  readonly who: Person;
  readonly slot: Slot;
  readonly bookingId: string;
  readonly intent: PaymentIntent;
}

/**
 * Holds that end, are paid, called off and wanted by somebody else at the same moment. What became of
 * the money is judged with everything else in the end.
 *
 * @param databaseUrl of an administrator: it ends holds sooner than people wait
 */
export const endOfHold = (databaseUrl: string): RaceRow => ({
  name: 'a hold that ends, is paid, called off and wanted',
  scenario: 'S-04, S-05',
  run: async (arena, { rivals, rounds }) => {
    const database = new pg.Client({ connectionString: databaseUrl });
    await database.connect();
    try {
      const counts = [];
      const states: Record<string, number> = {};
      for (let done = 0; done < rounds; done += rivals) {
        const held = await hold(arena, Math.min(rivals, rounds - done));
        const ids = held.map(({ bookingId }) => bookingId);
        const endsAt = Date.now() + LEAD_MS;
        await database.query(
          'UPDATE booking.booking SET hold_expires_at = $1 WHERE id = ANY ($2)',
          [new Date(endsAt), ids],
        );
        const tried = await Promise.all(held.map((one) => race(arena, one, endsAt)));
        counts.push(count(tried.flat()));
        for (const state of await ended(database, ids)) states[state] = (states[state] ?? 0) + 1;
      }
      const total = sum(counts);
      return {
        ...total,
        holds: total.serverErrors + total.other === 0,
        note: Object.entries(states)
          .map(([state, times]) => `${times} ${state}`)
          .join(', '),
      };
    } finally {
      await database.end();
    }
  },
});

export async function hold(arena: Arena, many: number): Promise<Held[]> {
  return Promise.all(
    arena.learners.slice(0, many).map(async (who) => {
      const slot = arena.slotFor(who);
      const { bookingId, text } = await arena.book(who, slot);
      if (!bookingId) throw new Error(`nobody else wanted the slot at ${slot.startsAt}: ${text}`);
      const order = { body: { bookingId }, intent: newIntent() };
      const intent = await who.api.post('/api/v1/payments/intent', order);
      arena.log.claim({ kind: 'intent', paymentId: intent.id, bookingId });
      return { who, slot, bookingId, intent };
    }),
  );
}

/** Most are paid, half are called off, and half of the slots are wanted by somebody else. */
async function race(arena: Arena, { who, slot, bookingId, intent }: Held, endsAt: number) {
  const { random } = arena;
  const moment = endsAt + random() * LOOK_MS;
  const at = async <T>(work: () => Promise<T>): Promise<T> => {
    await sleep(Math.max(0, moment + (2 * random() - 1) * SPREAD_MS - Date.now()));
    return work();
  };
  const [isPaid, isCalledOff, isWanted] = [random() < 0.8, random() < 0.5, random() < 0.5];
  const rival = arena.pick(arena.learners.filter((one) => one !== who));
  const [, , tried] = await Promise.all([
    isPaid && at(() => pay(arena, bookingId, intent)),
    isCalledOff && at(() => arena.cancel(who, bookingId)),
    isWanted ? at(() => arena.book(rival, slot)) : undefined,
  ]);
  if (tried?.bookingId) await arena.cancel(rival, tried.bookingId);
  return tried ? [tried] : [];
}

/** A booking that was called off a moment before cannot be paid any more. */
export async function pay(arena: Arena, bookingId: string, intent: PaymentIntent): Promise<void> {
  const isPaid = await payByCard(arena.platform.urls.stripe, intent).then(
    () => true,
    () => false,
  );
  if (isPaid) arena.log.claim({ kind: 'paid', paymentId: intent.id, bookingId });
}

/** Waits until none of them waits any more. @returns their states */
function ended(database: pg.Client, ids: readonly string[]): Promise<string[]> {
  return eventually(async () => {
    const { rows } = await database.query<{ state: string }>(
      'SELECT state FROM booking.booking WHERE id = ANY ($1)',
      [ids],
    );
    const states = rows.map(({ state }) => state);
    if (states.includes('pending')) throw new Error('a hold did not end');
    return states;
  }, END_MS);
}
