import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { On, type Effect, type StatementEffect } from '@edu/messaging';
import type { BookingRef } from '../generated/prisma/client.ts';
import type { NotificationTx } from '../notification.db.ts';
import { bookingCanceled } from '../template/booking-canceled.template.ts';
import { bookingConfirmed } from '../template/booking-confirmed.template.ts';
import { bookingExpired } from '../template/booking-expired.template.ts';
import type { LessonFacts } from '../template/lesson.ts';
import { paymentRefunded } from '../template/payment-refunded.template.ts';
import { BookingRefs } from './booking-refs.ts';
import { MessageService } from './message.service.ts';

/** Who hears of what. */
@Injectable()
export class MessageEvents {
  constructor(
    private readonly bookings: BookingRefs,
    private readonly messages: MessageService,
  ) {}

  @On(bookingEvents.created)
  created({ data }: EventEnvelope<typeof bookingEvents.created>): StatementEffect {
    return this.bookings.remember(data);
  }

  @On(bookingEvents.confirmed)
  confirmed({ id, data }: EventEnvelope<typeof bookingEvents.confirmed>): Effect<NotificationTx> {
    return async (tx) => {
      const booking = await this.bookings.put(tx, data);
      const { mode, price } = data;
      await this.messages.write(tx, id, bookingConfirmed, [
        to(booking, 'learner', { mode, price }),
        to(booking, 'provider', { mode, price }),
      ]);
    };
  }

  @On(bookingEvents.canceled)
  canceled({ id, data }: EventEnvelope<typeof bookingEvents.canceled>): Effect<NotificationTx> {
    return async (tx) => {
      const booking = await this.bookings.put(tx, data);
      const { by, wasPaid } = data;
      await this.messages.write(tx, id, bookingCanceled, [
        to(booking, 'learner', { by, wasPaid }),
        to(booking, 'provider', { by, wasPaid }),
      ]);
    };
  }

  @On(bookingEvents.expired)
  expired({ id, data }: EventEnvelope<typeof bookingEvents.expired>): Effect<NotificationTx> {
    return async (tx) => {
      const booking = await this.bookings.put(tx, data);
      await this.messages.write(tx, id, bookingExpired, [to(booking, 'learner', {})]);
    };
  }

  @On(paymentEvents.refunded)
  refunded({ id, data }: EventEnvelope<typeof paymentEvents.refunded>): Effect<NotificationTx> {
    return async (tx) => {
      const booking = await this.bookings.get(tx, data.bookingId);
      await this.messages.write(tx, id, paymentRefunded, [
        to(booking, 'learner', { refund: data.amount }),
      ]);
    };
  }
}

/** One side of a lesson, with what a template says to it. */
function to<More extends object>(
  booking: BookingRef,
  as: LessonFacts['as'],
  more: More,
): { userId: string; facts: LessonFacts & More } {
  const { bookingId, learnerId, providerId, startsAt, endsAt, zone } = booking;
  const [userId, otherId] = as === 'learner' ? [learnerId, providerId] : [providerId, learnerId];
  const lesson: LessonFacts = {
    bookingId,
    as,
    otherId,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    // An event that came before the booking was told knows no zone; UTC is named like any other.
    zone: zone ?? 'UTC',
  };
  return { userId, facts: { ...lesson, ...more } };
}
