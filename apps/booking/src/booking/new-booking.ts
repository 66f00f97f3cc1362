import { newId, type RpcInput } from '@edu/contract-kit';
import type { Quote } from '@edu/contracts-availability';
import { bookingEvents, type Booking, type bookingRpc } from '@edu/contracts-booking';
import { outboxRow } from '@edu/persistence';
import type { z } from 'zod';
import { holdEnd } from './booking.domain.ts';

export interface Terms {
  readonly learnerId: string;
  readonly now: Date;
  readonly holdMinutes: number;
}

/** A booking that begins: its answer, its event, and its row, which agree. */
export function newBooking(
  input: RpcInput<typeof bookingRpc.create>,
  quote: z.infer<typeof Quote>,
  { learnerId, now, holdMinutes }: Terms,
) {
  const { price, zone, policy } = quote;
  const startsAt = instant(quote.startsAt);
  const endsAt = instant(quote.endsAt);
  const busyFrom = instant(quote.busyFrom);
  const busyUntil = instant(quote.busyUntil);
  const { providerId, mode, subject = null } = input;
  const [id, createdAt] = [newId(), now.toISOString()];
  const holdExpiresAt = holdEnd(now, holdMinutes, new Date(startsAt)).toISOString();
  const booking: Booking = {
    ...{ id, learnerId, providerId, state: 'pending', mode, subject, startsAt, endsAt },
    ...{ price, zone, holdExpiresAt, createdAt, version: 1 },
  };
  const created = outboxRow(bookingEvents.created, {
    ...{ bookingId: id, learnerId, providerId, version: 1 },
    ...{ startsAt, endsAt, busyFrom, busyUntil, mode, price, zone, holdExpiresAt },
  });
  const values = {
    ...{ id, learnerId, providerId, mode, subject, startsAt, endsAt, busyFrom, busyUntil, zone },
    ...{ amount: price.amount, currency: price.currency, holdExpiresAt, createdAt },
    policy: JSON.stringify(policy),
    events: JSON.stringify([created]),
  };
  return { booking, values };
}

/** As it will be read from the database, with milliseconds. */
const instant = (iso: string) => new Date(iso).toISOString();
