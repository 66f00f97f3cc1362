import { newId } from '@edu/contract-kit';
import type { Quote } from '@edu/contracts-availability';
import { bookingEvents, type Booking } from '@edu/contracts-booking';
import { outboxRow } from '@edu/persistence';
import type { z } from 'zod';
import { holdEnd } from './booking.domain.ts';
import type { Order } from './child-bookings.service.ts';

export interface Terms {
  readonly learnerId: string;
  /** The parent who pays; null where the learner does. */
  readonly payerId: string | null;
  readonly now: Date;
  readonly holdMinutes: number;
}

/** A booking that begins: its answer, its event, and its row, which agree. */
export function newBooking(
  input: Order['wanted'],
  quote: z.infer<typeof Quote>,
  { learnerId, payerId, now, holdMinutes }: Terms,
) {
  const { price, zone, policy } = quote;
  const startsAt = instant(quote.startsAt);
  const endsAt = instant(quote.endsAt);
  const busyFrom = instant(quote.busyFrom);
  const busyUntil = instant(quote.busyUntil);
  const { providerId, mode, trial, subject = null } = input;
  const [id, createdAt] = [newId(), now.toISOString()];
  const holdExpiresAt = holdEnd(now, holdMinutes, new Date(startsAt)).toISOString();
  const booking: Booking = {
    ...{ id, learnerId, payerId, providerId, state: 'pending', mode, subject, trial },
    ...{
      startsAt,
      endsAt,
      price,
      zone,
      holdExpiresAt,
      answerBy: null,
      createdAt,
      seriesId: null,
      version: 1,
      reschedules: 0,
    },
  };
  const created = outboxRow(bookingEvents.created, {
    ...{ bookingId: id, learnerId, payerId, providerId, version: 1 },
    ...{ startsAt, endsAt, busyFrom, busyUntil, mode, price, zone, holdExpiresAt },
  });
  const values = {
    ...{
      id,
      learnerId,
      payerId,
      providerId,
      mode,
      subject,
      trial,
      startsAt,
      endsAt,
      busyFrom,
      busyUntil,
      zone,
    },
    ...{ amount: price.amount, currency: price.currency, holdExpiresAt, createdAt },
    policy: JSON.stringify(policy),
    events: JSON.stringify([created]),
  };
  return { booking, values };
}

/** As it will be read from the database, with milliseconds. */
const instant = (iso: string) => new Date(iso).toISOString();
