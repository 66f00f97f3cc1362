import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents, UNANSWERED_STATES } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, type Effect, On, type StatementEffect } from '@edu/messaging';
import { bookingCanceled } from '../template/booking-canceled.template.ts';
import { bookingConfirmed } from '../template/booking-confirmed.template.ts';
import { bookingExpired } from '../template/booking-expired.template.ts';
import type { LessonFacts } from '../template/lesson.ts';
import { paymentRefunded } from '../template/payment-refunded.template.ts';
import { bookingUnanswered, bookingWithdrawn } from '../template/request.templates.ts';
import { BookingRefs, type BookingFacts } from './booking-refs.ts';
import { MessageService } from './message.service.ts';

const UNANSWERED: readonly string[] = UNANSWERED_STATES;

/** Which events are messages to whom. */
@Consumer('message')
@Injectable()
export class MessageEvents {
  constructor(
    private readonly bookings: BookingRefs,
    private readonly messages: MessageService,
  ) {}

  @On(bookingEvents.created)
  created({ data }: EventEnvelope<typeof bookingEvents.created>): StatementEffect {
    return this.bookings.store(data);
  }

  @On(bookingEvents.confirmed)
  confirmed({ id, data }: EventEnvelope<typeof bookingEvents.confirmed>): Promise<Effect> {
    const { mode, price } = data;
    return this.messages.write(id, bookingConfirmed, {
      booking: data,
      to: [...to(data, 'learner', { mode, price }), ...to(data, 'provider', { mode, price })],
    });
  }

  /** Of the end of a hold that was not paid learns only the learner, unless they ended it. */
  @On(bookingEvents.canceled)
  async canceled({ id, data }: EventEnvelope<typeof bookingEvents.canceled>): Promise<Effect> {
    const { by, wasPaid, was } = data;
    const booking = await this.bookings.complete(data);
    if (by === 'learner' && UNANSWERED.includes(was)) {
      return this.messages.write(id, bookingWithdrawn, {
        booking,
        to: to(booking, 'provider', {}),
      });
    }
    const sides = (['learner', 'provider'] as const).filter(
      (side) => wasPaid || (side === 'learner' && by !== 'learner'),
    );
    if (sides.length === 0) return this.bookings.store(booking);
    return this.messages.write(id, bookingCanceled, {
      booking,
      to: sides.flatMap((side) => to(booking, side, { by, wasPaid })),
    });
  }

  @On(bookingEvents.expired)
  async expired({ id, data }: EventEnvelope<typeof bookingEvents.expired>): Promise<Effect> {
    const booking = await this.bookings.complete(data);
    if (UNANSWERED.includes(data.was)) {
      const sides = [...to(booking, 'learner', {}), ...to(booking, 'provider', {})];
      return this.messages.write(id, bookingUnanswered, { booking, to: sides });
    }
    return this.messages.write(id, bookingExpired, { booking, to: to(booking, 'learner', {}) });
  }

  @On(paymentEvents.refunded)
  async refunded({ id, data }: EventEnvelope<typeof paymentEvents.refunded>): Promise<Effect> {
    const booking = await this.bookings.get(data.bookingId);
    return this.messages.write(id, paymentRefunded, {
      booking,
      to: to(booking, 'learner', { refund: data.amount }),
    });
  }
}

/**
 * One side of a lesson, with what a template says to it. Beside the parent who booked it, a child reads
 * it as well if it can be reached.
 */
export function to<More extends object>(
  booking: BookingFacts,
  as: LessonFacts['as'],
  more: More,
): { userId: string; facts: LessonFacts & More; ifKnown: boolean }[] {
  const { bookingId, learnerId, payerId, providerId, startsAt, endsAt, zone } = booking;
  const [userId, otherId] = as === 'learner' ? [learnerId, providerId] : [providerId, learnerId];
  const lesson: LessonFacts = {
    bookingId,
    as,
    otherId,
    startsAt,
    endsAt,
    // An event that arrived before the one of the booking has no zone; UTC is named like any other.
    zone: zone ?? 'UTC',
  };
  const facts = { ...lesson, ...more };
  if (as === 'provider' || !payerId) return [{ userId, facts, ifKnown: false }];
  return [
    { userId: payerId, facts, ifKnown: false },
    { userId, facts, ifKnown: true },
  ];
}
