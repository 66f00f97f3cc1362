import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { bookingEvents, UNANSWERED_STATES } from '@edu/contracts-booking';
import { paymentEvents } from '@edu/contracts-payment';
import { Consumer, type Effect, On } from '@edu/messaging';
import { bookingCanceled } from '../template/booking-canceled.template.ts';
import { bookingConfirmed } from '../template/booking-confirmed.template.ts';
import { bookingExpired } from '../template/booking-expired.template.ts';
import { bookingRescheduled } from '../template/booking-rescheduled.template.ts';
import { moveExpired } from '../template/move-expired.template.ts';
import { paymentDue } from '../template/payment-due.template.ts';
import { paymentRefunded } from '../template/payment-refunded.template.ts';
import { providerAbsent } from '../template/provider-absent.template.ts';
import { bookingUnanswered, bookingWithdrawn } from '../template/request.templates.ts';
import { BookingRefs } from './booking-refs.ts';
import { sideOf } from './lesson-sides.ts';
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

  @On(bookingEvents.confirmed)
  async confirmed({ id, data }: EventEnvelope<typeof bookingEvents.confirmed>): Promise<Effect> {
    const { mode, price, total, version, withSeries, others = [] } = data;
    const booking = await this.bookings.complete({ ...data, stands: true });
    if (withSeries) return this.messages.keep(booking);
    const terms = { mode, price: total ?? price, version, others };
    return this.messages.write(id, bookingConfirmed, {
      booking,
      to: [...sideOf(booking, 'learner', terms), ...sideOf(booking, 'provider', terms)],
    });
  }

  /** What was paid on top was paid for a booking of its own, and may go back by itself. */
  @On(bookingEvents.rescheduled)
  rescheduled({ id, data }: EventEnvelope<typeof bookingEvents.rescheduled>): Promise<Effect> {
    const { from, by, mode, version, difference, withSeries, others = [] } = data;
    const terms = { from, by, mode, version, others };
    const booking = { ...data, stands: true };
    const besides = difference ? [{ ...data, ...difference, stands: false }] : [];
    if (withSeries) return this.messages.keep(booking, ...besides);
    return this.messages.write(id, bookingRescheduled, {
      ...{ booking, besides },
      to: [...sideOf(booking, 'learner', terms), ...sideOf(booking, 'provider', terms)],
    });
  }

  /** Of the end of a hold that was not paid learns only the learner, unless they ended it. */
  @On(bookingEvents.canceled)
  async canceled({ id, data }: EventEnvelope<typeof bookingEvents.canceled>): Promise<Effect> {
    const { by, wasPaid, was, version, withSeries, others = 0, series = [], compensated } = data;
    const booking = await this.bookings.complete({ ...data, stands: false });
    // Whoever gives up a time that was held for a lesson knows; else the lesson itself has news.
    if (withSeries || data.movesId) return this.bookings.store(booking);
    if (by === 'learner' && UNANSWERED.includes(was)) {
      const to = sideOf(booking, 'provider', {});
      return this.messages.write(id, bookingWithdrawn, { booking, to });
    }
    const sides = (['learner', 'provider'] as const).filter(
      (side) => wasPaid || (side === 'learner' && by !== 'learner'),
    );
    if (sides.length === 0) return this.bookings.store(booking);
    return this.messages.write(id, bookingCanceled, {
      booking,
      to: sides.flatMap((side) =>
        sideOf(booking, side, { by, wasPaid, version, others, series, compensated }),
      ),
    });
  }

  @On(bookingEvents.expired)
  async expired({ id, data }: EventEnvelope<typeof bookingEvents.expired>): Promise<Effect> {
    const booking = await this.bookings.complete({ ...data, stands: false });
    if (data.withSeries) return this.bookings.store(booking);
    if (UNANSWERED.includes(data.was)) {
      const to = [...sideOf(booking, 'learner', {}), ...sideOf(booking, 'provider', {})];
      return this.messages.write(id, bookingUnanswered, { booking, to });
    }
    const template = data.movesId ? moveExpired : bookingExpired;
    return this.messages.write(id, template, { booking, to: sideOf(booking, 'learner', {}) });
  }

  @On(bookingEvents.paymentDue)
  async paymentDue({ id, data }: EventEnvelope<typeof bookingEvents.paymentDue>): Promise<Effect> {
    const booking = await this.bookings.complete({ ...data, stands: false });
    return this.messages.write(id, paymentDue, { booking, to: sideOf(booking, 'learner', {}) });
  }

  /** Of an absence after which there is nothing to choose, the money that goes back says enough. */
  @On(bookingEvents.noShow)
  async noShow({ id, data }: EventEnvelope<typeof bookingEvents.noShow>): Promise<Effect> {
    const { chooseUntil: until } = data;
    const booking = await this.bookings.complete({ ...data, stands: false });
    if (!until) return this.bookings.store(booking);
    return this.messages.write(id, providerAbsent, {
      booking,
      to: [...sideOf(booking, 'learner', { until }), ...sideOf(booking, 'provider', { until })],
    });
  }

  @On(paymentEvents.refunded)
  async refunded({ id, data }: EventEnvelope<typeof paymentEvents.refunded>): Promise<Effect> {
    const booking = await this.bookings.get(data.bookingId);
    return this.messages.write(id, paymentRefunded, {
      booking,
      to: sideOf(booking, 'learner', { refund: data.amount, way: data.way }),
    });
  }
}
