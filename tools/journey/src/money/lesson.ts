import type { Client } from '@edu/client';
import type { Currency } from '@edu/contract-kit';
import type { Person } from '../actors.ts';
import type { Rail } from './rail.ts';

/** A time that is held. */
export interface Slot {
  readonly bookingId: string;
  readonly startsAt: string;
}

/** Something that moves money, and in which line of the table it counts. */
export interface Counted {
  readonly id: string;
  readonly row: string;
  readonly rail: Rail;
}

/** A lesson that is to be paid. */
export interface Lesson extends Slot, Omit<Counted, 'id'> {
  readonly currency: string;
  /** Other money that its payer has, where the psp takes that. */
  readonly abroad: Currency | undefined;
  readonly tutor: Person;
  readonly learner: Person;
  readonly api: Client;
}
