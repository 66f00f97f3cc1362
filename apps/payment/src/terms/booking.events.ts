import { Injectable } from '@nestjs/common';
import type { EventData, EventEnvelope } from '@edu/contract-kit';
import { bookingEvents, heldLessonsOf } from '@edu/contracts-booking';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { PaymentConfig } from '../app.config.ts';
import { endTerms, TERMS, type Terms, type TermsState } from './terms.sql.ts';

type Announced = Omit<EventData<typeof bookingEvents.expired>, 'was'> &
  Partial<
    Pick<EventData<typeof bookingEvents.created>, 'price' | 'holdExpiresAt' | 'subject' | 'movesId'>
  >;

/** Keeps what paying for a booking needs to know of it. */
@Consumer('terms')
@Injectable()
export class BookingEventHandlers {
  constructor(private readonly config: PaymentConfig) {}

  @On(bookingEvents.created)
  created({ data }: EventEnvelope<typeof bookingEvents.created>): StatementEffect {
    return TERMS.put(this.terms(data, 'pending'));
  }

  @On(bookingEvents.seriesCreated)
  seriesCreated({ data }: EventEnvelope<typeof bookingEvents.seriesCreated>): StatementEffect {
    return TERMS.put(...heldLessonsOf(data).map((lesson) => this.terms(lesson, 'pending')));
  }

  /** The price is the one of the time that both agree on: the amount that is known first stays. */
  @On(bookingEvents.requested)
  requested({ data }: EventEnvelope<typeof bookingEvents.requested>): StatementEffect {
    const { price: _, ...about } = data;
    return TERMS.put(this.terms(about, 'requested'));
  }

  @On(bookingEvents.proposed)
  proposed({ data }: EventEnvelope<typeof bookingEvents.proposed>): StatementEffect {
    const { price: _, ...about } = data;
    return TERMS.put(this.terms(about, 'requested'));
  }

  @On(bookingEvents.accepted)
  accepted({ data }: EventEnvelope<typeof bookingEvents.accepted>): StatementEffect {
    return TERMS.put(this.terms(data, 'pending'));
  }

  @On(bookingEvents.declined)
  declined({ data }: EventEnvelope<typeof bookingEvents.declined>): StatementEffect {
    return endTerms(this.terms(data, 'over'));
  }

  @On(bookingEvents.confirmed)
  confirmed({ data }: EventEnvelope<typeof bookingEvents.confirmed>): StatementEffect {
    return TERMS.put(this.terms(data, 'confirmed'));
  }

  /** When it is. What was to be paid for it stays what it was. */
  @On(bookingEvents.rescheduled)
  rescheduled({ data }: EventEnvelope<typeof bookingEvents.rescheduled>): StatementEffect {
    const { price: _, difference, ...about } = data;
    const lesson = this.terms(about, 'confirmed');
    if (!difference) return TERMS.put(lesson);
    // What it costs more there was paid for the time that was held.
    const movesId = about.bookingId;
    return TERMS.put(lesson, this.terms({ ...about, ...difference, movesId }, 'confirmed'));
  }

  @On(bookingEvents.holdMoved)
  holdMoved({ data }: EventEnvelope<typeof bookingEvents.holdMoved>): StatementEffect {
    return TERMS.put(this.terms(data, 'pending'));
  }

  @On(bookingEvents.holdExtended)
  holdExtended({ data }: EventEnvelope<typeof bookingEvents.holdExtended>): StatementEffect {
    return TERMS.put(this.terms(data, 'pending'));
  }

  @On(bookingEvents.expired)
  expired({ data }: EventEnvelope<typeof bookingEvents.expired>): StatementEffect {
    return endTerms(this.terms(data, 'over'));
  }

  @On(bookingEvents.canceled)
  canceled({ data }: EventEnvelope<typeof bookingEvents.canceled>): StatementEffect {
    return endTerms({ ...this.terms(data, 'over'), canceled: true });
  }

  private terms(data: Announced, state: TermsState): Terms {
    const { bookingId, learnerId, payerId, providerId, startsAt, endsAt, version } = data;
    return {
      ...{ bookingId, learnerId, payerId, providerId, startsAt, endsAt, version, state },
      amount: data.price?.amount,
      currency: data.price?.currency,
      holdExpiresAt: data.holdExpiresAt,
      zone: data.zone,
      subject: data.subject,
      movesId: data.movesId,
      commissionBps: this.config.COMMISSION_BPS,
    };
  }
}
