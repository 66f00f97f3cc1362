import { ApiError, type BookingDetails, type Quote, type User } from '@edu/client';
import type { WantedSlot } from './slot-link.ts';

/** What the page that books a slot shows. */
export type BookScreen =
  | { readonly is: 'offer'; readonly quote: Quote }
  /** I have it already: `toPay` while it is held. */
  | { readonly is: 'mine'; readonly booking: BookingDetails; readonly toPay: boolean }
  /** Somebody has it, or it was never offered. */
  | { readonly is: 'taken' }
  | { readonly is: 'past' }
  | { readonly is: 'ownProfile' }
  /** Whoever taught there does so no more, or nobody ever did. */
  | { readonly is: 'gone' };

interface Known {
  readonly slot: WantedSlot;
  readonly quote: Quote | undefined;
  /** What was answered in place of a quote. */
  readonly refusal: unknown;
  /** What I have ahead; none for guests. */
  readonly upcoming: readonly BookingDetails[];
  readonly me: Pick<User, 'id'> | undefined;
  /** By the server's clock, ms. */
  readonly now: number;
}

/** @returns undefined when it cannot be said: something else went wrong */
export function bookScreen(known: Known): BookScreen | undefined {
  const { slot, quote, refusal, upcoming, me, now } = known;
  const booking = upcoming.find(
    ({ providerId, startsAt }) =>
      providerId === slot.providerId && Date.parse(startsAt) === Date.parse(slot.startsAt),
  );
  if (booking) {
    const toPay = booking.state === 'pending';
    const isOver = toPay && Date.parse(booking.holdExpiresAt ?? '') <= now;
    // It is about to be given back, and cannot be had again before that.
    if (!isOver) return { is: 'mine', booking, toPay };
  }
  if (me?.id === slot.providerId) return { is: 'ownProfile' };
  if (refusal instanceof ApiError && refusal.status === 404) return { is: 'gone' };
  if (Date.parse(slot.startsAt) <= now) return { is: 'past' };
  if (refusal instanceof ApiError && refusal.is('availability.slot_not_offered')) {
    return { is: 'taken' };
  }
  return refusal === undefined && quote ? { is: 'offer', quote } : undefined;
}
