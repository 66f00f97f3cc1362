import type { CalendarLesson } from '@edu/calendar';
import type { Locale } from '@edu/contract-kit';
import type { CHANNELS } from '@edu/contracts-notification';
import type { Contact } from '../contact/contact.service.ts';

/** Where a person is reached. */
export type Addresses = Pick<Contact, 'userId' | 'email' | 'phone'>;
export type ChannelId = (typeof CHANNELS)[number];

export interface Link {
  /** Within the application, as in `/bookings/{id}`. */
  readonly path: string;
  readonly label: string;
  /** Short channels, which leave links out, carry this one: without it the message helps nobody. */
  readonly essential?: boolean;
}

/** What is said to a person, in one language; plain text, which channels put into their form. */
export interface Letter {
  readonly locale: Locale;
  readonly title: string;
  /** The first says what matters; short channels say no more. */
  readonly lines: readonly string[];
  readonly link: Link | null;
  /** What the entries of its lessons in a calendar become, for channels that reach one. */
  readonly calendar?: CalendarChange | undefined;
}

/** Lessons to enter into a calendar, or to remove from it. */
export interface CalendarChange {
  readonly does: 'enter' | 'remove';
  readonly lessons: readonly Omit<CalendarLesson, 'url'>[];
}

export interface Delivery {
  /** Stays the same over all attempts. */
  readonly messageId: string;
  /** An address of this channel. */
  readonly to: string;
  readonly letter: Letter;
  /** Gives up when it is aborted; whether the message went out is then unknown. */
  readonly signal: AbortSignal;
}

/** A way to reach people. Its id is stored and travels in events. */
export interface Channel {
  readonly id: ChannelId;
  /** Where this channel reaches a person; null when it cannot. */
  addressOf(contact: Addresses): string | null;
  /** @throws DeliveryError */
  send(delivery: Delivery): Promise<void>;
}

/**
 * A message that did not go out. Its reason is made of codes: errors of providers repeat addresses
 * and texts, so they are neither kept nor logged.
 */
export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  /** True when another attempt would end the same way. */
  readonly permanent: boolean;

  constructor(reason: string, permanent: boolean) {
    super(reason);
    this.permanent = permanent;
  }
}
