import { createHmac, timingSafeEqual } from 'node:crypto';
import { PIN_DIGITS } from '@edu/contracts-session';
import type { Lesson } from '../room/room.domain.ts';

/** Minutes before a lesson from which the learner reads the PIN: who is on the way may lose the network. */
export const SHOWN_BEFORE_MIN = 60;
/** Minutes before a lesson from which it is entered. */
export const ENTERED_BEFORE_MIN = 30;
/** Wrong PINs that may be entered for a lesson; the database allows no more either. */
export const MAX_WRONG = 5;

const MINUTE = 60_000;

/** From when the PIN is read, and when it may be entered: `[opensAt, closesAt)`. */
export function doorTimes({ startsAt, endsAt }: Lesson) {
  const before = (minutes: number) => new Date(startsAt.getTime() - minutes * MINUTE);
  return {
    shownFrom: before(SHOWN_BEFORE_MIN),
    opensAt: before(ENTERED_BEFORE_MIN),
    closesAt: endsAt,
  };
}

/** The PIN of a lesson at a time: one that is moved has another. */
export function pinOf(secret: string, bookingId: string, startsAt: Date): string {
  const digest = createHmac('sha256', secret)
    .update(`door ${bookingId} ${startsAt.toISOString()}`)
    .digest();
  // Of 2^48 values no PIN is likelier than another by more than one in a thousand million.
  return String(digest.readUIntBE(0, 6) % 10 ** PIN_DIGITS).padStart(PIN_DIGITS, '0');
}

export interface DoorState {
  readonly lesson: Lesson;
  readonly wrongPins: number;
  readonly checkedInAt: Date | null;
}

export type Entry = 'checked in' | 'already' | 'not open' | 'wrong' | 'too many';

/** What entering a PIN comes to. Of a door that is checked in at, no entry changes anything. */
export function enter(door: DoorState, entered: string, pin: string, now: Date): Entry {
  if (door.checkedInAt) return 'already';
  const { opensAt, closesAt } = doorTimes(door.lesson);
  if (now < opensAt || now >= closesAt) return 'not open';
  if (door.wrongPins >= MAX_WRONG) return 'too many';
  return isSame(entered, pin) ? 'checked in' : 'wrong';
}

function isSame(entered: string, pin: string): boolean {
  const [a, b] = [Buffer.from(entered), Buffer.from(pin)];
  return a.length === b.length && timingSafeEqual(a, b);
}
