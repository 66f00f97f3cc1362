import { Injectable } from '@nestjs/common';
import { platformErrors } from '@edu/contract-kit';
import { bookingRpc } from '@edu/contracts-booking';
import type { StatementEffect } from '@edu/messaging';
import { projection, Rebuilds } from '@edu/projection';
import { Clock } from '@edu/service';
import { NotificationDb } from '../notification.db.ts';
import { plan } from '../reminder/reminder.sql.ts';

export interface BookingFacts {
  readonly bookingId: string;
  readonly learnerId: string;
  /** The parent who booked it; nothing where the learner did. */
  readonly payerId?: string | null | undefined;
  readonly providerId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly zone?: string | undefined;
  readonly groupId?: string | null | undefined;
  /** What its group lesson is called, where it is a seat in one. */
  readonly groupTitle?: string | null | undefined;
  /** Whether it takes place: paid, and not called off. */
  readonly stands: boolean;
  readonly version: number;
}

/** What messages say of a booking whose event does not: a payment knows it by its id alone. */
export const BOOKING_REF = projection({
  table: 'booking_ref',
  key: { bookingId: 'uuid' },
  columns: {
    learnerId: 'uuid',
    payerId: 'uuid?',
    providerId: 'uuid',
    startsAt: 'timestamptz',
    endsAt: 'timestamptz',
    zone: 'text?',
    groupTitle: 'text?',
    stands: 'boolean',
  },
  keeps: ['zone', 'groupTitle'],
});

/** A projection of bookings, as small as messages need it. */
@Injectable()
export class BookingRefs {
  constructor(
    private readonly db: NotificationDb,
    private readonly clock: Clock,
    rebuilds: Rebuilds,
  ) {
    rebuilds.add({
      name: 'booking-ref',
      snapshot: bookingRpc.listSnapshot,
      idOf: ({ bookingId }) => bookingId,
      write: async (tx, snapshots) => {
        const bookings = snapshots.map((booking) => ({
          ...booking,
          stands: booking.state === 'confirmed',
        }));
        await plan(tx, bookings, clock.now());
        return BOOKING_REF.putAll(tx, bookings, { again: true });
      },
    });
  }

  /** The whole effect of an event that leads to no message. */
  store(booking: BookingFacts): StatementEffect {
    return BOOKING_REF.put(booking);
  }

  /** The facts of an event, with what one of the release before lacks: the zone and the title of an earlier one. */
  async complete<F extends BookingFacts>(facts: F): Promise<F> {
    if (facts.zone && (facts.groupTitle || !facts.groupId)) return facts;
    const known = await this.db.prisma.bookingRef.findUnique({
      where: { bookingId: facts.bookingId },
    });
    return {
      ...facts,
      zone: facts.zone ?? known?.zone ?? undefined,
      groupTitle: facts.groupTitle ?? known?.groupTitle,
    };
  }

  /** Whether this lesson is still ahead, at this time. */
  async isAhead({ bookingId, startsAt }: Pick<BookingFacts, 'bookingId' | 'startsAt'>) {
    const time = new Date(startsAt);
    if (time <= this.clock.now()) return false;
    const where = { bookingId, startsAt: time, stands: true };
    return (await this.db.prisma.bookingRef.count({ where })) > 0;
  }

  /**
   * @throws platform.unavailable when no event of this booking arrived yet: one that asks is tried again for as
   * long as a payer is asked on the phone. No event of a hold is followed until it ends, and its money may go back
   * before
   */
  async get(bookingId: string): Promise<BookingFacts> {
    const ref = await this.db.prisma.bookingRef.findUnique({ where: { bookingId } });
    if (!ref) {
      const cause = new Error('no event of this booking has arrived yet');
      throw platformErrors.unavailable({ cause });
    }
    const { startsAt, endsAt, zone } = ref;
    return {
      ...ref,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      zone: zone ?? undefined,
    };
  }
}
