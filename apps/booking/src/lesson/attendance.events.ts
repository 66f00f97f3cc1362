import { Injectable } from '@nestjs/common';
import type { EventEnvelope } from '@edu/contract-kit';
import { sessionEvents } from '@edu/contracts-session';
import { Consumer, On, type Effect } from '@edu/messaging';
import { Clock } from '@edu/service';
import type { BookingTx } from '../booking.db.ts';
import { BookingQueries } from '../booking/booking.queries.ts';
import { Lessons } from './lessons.service.ts';

/** What the classroom proves of a lesson. */
@Consumer('attendance')
@Injectable()
export class AttendanceEvents {
  constructor(
    private readonly queries: BookingQueries,
    private readonly lessons: Lessons,
    private readonly clock: Clock,
  ) {}

  /** Evidence of a lesson that was moved since, or is over already, changes nothing. */
  @On(sessionEvents.attended)
  attended({ data }: EventEnvelope<typeof sessionEvents.attended>): Effect<BookingTx> {
    return async (tx) => {
      const row = await this.queries.lock(tx, data.bookingId);
      if (row.state !== 'confirmed' || row.startsAt.toISOString() !== data.startsAt) return;
      const now = this.clock.now();
      const { learner, provider } = data;
      const value = {
        ...{ learner: learner.presence, provider: provider.presence },
        isOver: now >= row.endsAt,
      };
      await this.lessons.handle(tx, row.id, { fact: 'attended', value, now });
    };
  }
}
