import { Injectable } from '@nestjs/common';
import type { EventData, EventEnvelope } from '@edu/contract-kit';
import { bookingEvents, heldLessonsOf } from '@edu/contracts-booking';
import { Consumer, On, type StatementEffect } from '@edu/messaging';
import { BOOKED_TIME, timeOfGroup } from './booked-time.projection.ts';

type Created = typeof bookingEvents.created;
type SeriesCreated = typeof bookingEvents.seriesCreated;
type Requested = typeof bookingEvents.requested;
type Proposed = typeof bookingEvents.proposed;
type Declined = typeof bookingEvents.declined;
type Confirmed = typeof bookingEvents.confirmed;
type Rescheduled = typeof bookingEvents.rescheduled;
type HoldMoved = typeof bookingEvents.holdMoved;
type Canceled = typeof bookingEvents.canceled;
type Expired = typeof bookingEvents.expired;
type GroupOpened = typeof bookingEvents.groupOpened;
type GroupCanceled = typeof bookingEvents.groupCanceled;

/** Follows bookings: a request and a hold take its time from the provider like a paid lesson does. */
@Consumer('booked-time')
@Injectable()
export class BookedTimeEvents {
  @On(bookingEvents.created)
  created({ data }: EventEnvelope<Created>): StatementEffect {
    return put(data, false);
  }

  @On(bookingEvents.seriesCreated)
  seriesCreated({ data }: EventEnvelope<SeriesCreated>): StatementEffect {
    return BOOKED_TIME.put(...heldLessonsOf(data).map((lesson) => ({ ...lesson, freed: false })));
  }

  @On(bookingEvents.requested)
  requested({ data }: EventEnvelope<Requested>): StatementEffect {
    return put(data, false);
  }

  @On(bookingEvents.proposed)
  proposed({ data }: EventEnvelope<Proposed>): StatementEffect {
    return put(data, false);
  }

  @On(bookingEvents.declined)
  declined({ data }: EventEnvelope<Declined>): StatementEffect {
    return put(data, true);
  }

  @On(bookingEvents.confirmed)
  confirmed({ data }: EventEnvelope<Confirmed>): StatementEffect {
    return put(data, false);
  }

  @On(bookingEvents.rescheduled)
  rescheduled({ data }: EventEnvelope<Rescheduled>): StatementEffect {
    const { difference } = data;
    // The time that was held for it is its own now.
    const held = difference && { ...data, ...difference, freed: true };
    return BOOKED_TIME.put({ ...data, freed: false }, ...(held ? [held] : []));
  }

  @On(bookingEvents.holdMoved)
  holdMoved({ data }: EventEnvelope<HoldMoved>): StatementEffect {
    return put(data, false);
  }

  @On(bookingEvents.canceled)
  canceled({ data }: EventEnvelope<Canceled>): StatementEffect {
    return put(data, true);
  }

  @On(bookingEvents.expired)
  expired({ data }: EventEnvelope<Expired>): StatementEffect {
    return put(data, true);
  }

  /** A group lesson takes the time as soon as it is offered, with nobody in it yet. */
  @On(bookingEvents.groupOpened)
  groupOpened({ data }: EventEnvelope<GroupOpened>): StatementEffect {
    return BOOKED_TIME.put(timeOfGroup(data));
  }

  @On(bookingEvents.groupCanceled)
  groupCanceled({ data }: EventEnvelope<GroupCanceled>): StatementEffect {
    return BOOKED_TIME.put(timeOfGroup(data));
  }
}

function put(data: Omit<EventData<Expired>, 'was'>, freed: boolean): StatementEffect {
  return BOOKED_TIME.put({ ...data, freed });
}
