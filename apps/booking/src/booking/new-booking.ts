import { newId } from '@edu/contract-kit';
import type { QuoteTerms } from '@edu/contracts-availability';
import { bookingEvents, type Booking } from '@edu/contracts-booking';
import { outboxRow } from '@edu/persistence';
import { answerEnd } from '../request/request.domain.ts';
import { holdEnd } from './booking.domain.ts';
import type { Order } from './child-bookings.service.ts';

export interface Terms {
  readonly learnerId: string;
  /** The parent who pays; null where the learner does. */
  readonly payerId: string | null;
  readonly now: Date;
  readonly holdMinutes: number;
  /** Of a seat: the group lesson. */
  readonly group: { readonly id: string; readonly title: string } | undefined;
}

/** A booking that begins: its answer, its event, and its row, which agree. */
export function newBooking(
  input: Order['wanted'],
  quote: QuoteTerms,
  { learnerId, payerId, now, holdMinutes, group }: Terms,
) {
  const { price, zone, policy } = quote;
  const startsAt = instant(quote.startsAt);
  const endsAt = instant(quote.endsAt);
  const busyFrom = instant(quote.busyFrom);
  const busyUntil = instant(quote.busyUntil);
  const { providerId, mode, trial, subject = null } = input;
  const groupId = group?.id ?? null;
  // Payment sees by its id that a booking is young, and that it may not have learnt of it yet.
  const [id, createdAt] = [newId(now.getTime()), now.toISOString()];
  const state = quote.request ? 'requested' : 'pending';
  const begin = new Date(startsAt);
  const keptUntil = quote.request
    ? answerEnd(now, quote.request, begin)
    : holdEnd(now, holdMinutes, begin);
  const deadline = keptUntil.toISOString();
  const [holdExpiresAt, answerBy] = quote.request ? [null, deadline] : [deadline, null];
  const booking: Booking = {
    ...{ id, learnerId, payerId, providerId, state, mode, subject, trial },
    groupId,
    ...{ startsAt, endsAt, price, zone, holdExpiresAt, answerBy, createdAt },
    ...{ seriesId: null, version: 1, reschedules: 0 },
  };
  const facts = {
    ...{ bookingId: id, learnerId, payerId, providerId, groupId, version: 1 },
    ...{ startsAt, endsAt, busyFrom, busyUntil, mode, price, zone },
    ...(group && { groupTitle: group.title }),
  };
  const begun = quote.request
    ? outboxRow(bookingEvents.requested, { ...facts, answerBy: deadline })
    : outboxRow(bookingEvents.created, { ...facts, subject, holdExpiresAt: deadline });
  const values = {
    ...{
      id,
      learnerId,
      payerId,
      providerId,
      mode,
      subject,
      state,
      trial,
      groupId,
      startsAt,
      endsAt,
      busyFrom,
      busyUntil,
      zone,
    },
    ...{ amount: price.amount, currency: price.currency, holdExpiresAt: deadline, createdAt },
    policy: JSON.stringify(policy),
    events: JSON.stringify([begun]),
  };
  return { booking, values };
}

/** As it will be read from the database, with milliseconds. */
const instant = (iso: string) => new Date(iso).toISOString();
