import { Injectable } from '@nestjs/common';
import type { NotificationTx } from '../notification.db.ts';
import type { BookingRef } from '../generated/prisma/client.ts';

export interface BookingFacts {
  readonly bookingId: string;
  readonly learnerId: string;
  readonly providerId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly zone?: string | undefined;
  readonly version: number;
}

/** An older event changes nothing but what was not known yet. */
const PUT = `
INSERT INTO booking_ref (booking_id, learner_id, provider_id, starts_at, ends_at, zone, version)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::timestamptz, $6, $7)
ON CONFLICT (booking_id) DO UPDATE
SET starts_at = CASE WHEN booking_ref.version < excluded.version
      THEN excluded.starts_at ELSE booking_ref.starts_at END,
  ends_at = CASE WHEN booking_ref.version < excluded.version
      THEN excluded.ends_at ELSE booking_ref.ends_at END,
  zone = coalesce(booking_ref.zone, excluded.zone),
  version = greatest(booking_ref.version, excluded.version)`;

/** A projection of bookings, as small as messages need it. */
@Injectable()
export class BookingRefs {
  /** Remembers what an event tells. @returns what is known now */
  async put(tx: NotificationTx, facts: BookingFacts): Promise<BookingRef> {
    const { bookingId, learnerId, providerId, startsAt, endsAt, zone = null, version } = facts;
    await tx.execute(PUT, bookingId, learnerId, providerId, startsAt, endsAt, zone, version);
    return this.get(tx, bookingId);
  }

  /** @throws Error when no event told of this booking yet: the event is tried again */
  async get(tx: NotificationTx, bookingId: string): Promise<BookingRef> {
    const ref = await tx.prisma.bookingRef.findUnique({ where: { bookingId } });
    if (!ref) throw new Error('no event has told of this booking yet');
    return ref;
  }
}
