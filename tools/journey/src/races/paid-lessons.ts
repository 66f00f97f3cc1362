import { newIntent } from '@edu/client';
import type { Person } from '../actors.ts';
import { payByCard } from '../card.ts';
import { eventually } from '../eventually.ts';
import type { Arena, Slot } from './arena.ts';

const CONFIRMED_WITHIN_MS = 60_000;

export interface Paid extends Slot {
  readonly who: Person;
  readonly bookingId: string;
}

/** A paid lesson of each, at times that are hours apart. */
export function payEach(arena: Arena, people: readonly Person[], tutor: Person): Promise<Paid[]> {
  return Promise.all(people.map((who) => paidLesson(arena, who, arena.slot(tutor))));
}

/** Books a time that nobody else wants, and pays for it. */
export async function paidLesson(arena: Arena, who: Person, slot: Slot): Promise<Paid> {
  const { bookingId, text } = await arena.book(who, slot);
  if (!bookingId) throw new Error(`nobody else wanted the slot at ${slot.startsAt}: ${text}`);
  await payFor(arena, who, bookingId);
  await eventually(async () => {
    if ((await arena.stateOf(who, bookingId)) !== 'confirmed') throw new Error('not confirmed');
  }, CONFIRMED_WITHIN_MS);
  arena.log.claim({ kind: 'confirmed', bookingId });
  return { ...slot, who, bookingId };
}

/** Pays what a time costs that is held, by a card. */
export async function payFor(arena: Arena, who: Person, bookingId: string): Promise<void> {
  const order = { body: { bookingId }, intent: newIntent() };
  const intent = await eventually(() => who.api.post('/api/v1/payments/intent', order));
  arena.log.claim({ kind: 'intent', paymentId: intent.id, bookingId });
  await payByCard(arena.platform.urls.stripe, intent);
  arena.log.claim({ kind: 'paid', paymentId: intent.id, bookingId });
}

/** Whether each lesson begins when it is meant to. */
export async function areAt(all: readonly Paid[], meant: readonly string[]): Promise<boolean> {
  const found = await Promise.all(
    all.map(({ who, bookingId }) =>
      who.api.get('/api/v1/bookings/{id}', { params: { path: { id: bookingId } } }),
    ),
  );
  return found.every(({ startsAt }, index) => Date.parse(startsAt) === Date.parse(meant[index]!));
}

/** Gives the money back, which the oracle follows. */
export async function callOff(arena: Arena, all: readonly Paid[]): Promise<boolean> {
  const done = await Promise.all(all.map(({ who, bookingId }) => arena.cancel(who, bookingId)));
  return done.every(Boolean);
}
