import type { Client } from '@edu/client';
import type { Person } from '../actors.ts';
import type { Rail } from './rail.ts';

/** A time that is held. */
export interface Slot {
  readonly bookingId: string;
  readonly startsAt: string;
}

/** A lesson that is to be paid, and in which line of the table it counts. */
export interface Lesson extends Slot {
  readonly row: string;
  readonly rail: Rail;
  readonly currency: string;
  readonly tutor: Person;
  readonly learner: Person;
  readonly api: Client;
}
