import { Injectable } from '@nestjs/common';
import type { StatementEffect } from '@edu/messaging';
import { once } from '@edu/persistence';
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

const INTO =
  'INSERT INTO booking_ref (booking_id, learner_id, provider_id, starts_at, ends_at, zone, version)';
/** An older event changes nothing but what was not known yet. */
const MERGE = `
ON CONFLICT (booking_id) DO UPDATE
SET starts_at = CASE WHEN booking_ref.version < excluded.version
      THEN excluded.starts_at ELSE booking_ref.starts_at END,
  ends_at = CASE WHEN booking_ref.version < excluded.version
      THEN excluded.ends_at ELSE booking_ref.ends_at END,
  zone = coalesce(booking_ref.zone, excluded.zone),
  version = greatest(booking_ref.version, excluded.version)`;

const PUT = `${INTO}
VALUES ($1::uuid, $2::uuid, $3::uuid, $4::timestamptz, $5::timestamptz, $6, $7) ${MERGE}`;
const REMEMBER = once(`${INTO}
SELECT $3::uuid, $4::uuid, $5::uuid, $6::timestamptz, $7::timestamptz, $8::text, $9::int
FROM first ${MERGE}`);

/** A projection of bookings, as small as messages need it. */
@Injectable()
export class BookingRefs {
  /** All that is to be done for an event that nobody is told of. */
  remember(facts: BookingFacts): StatementEffect {
    return REMEMBER(...rowOf(facts));
  }

  /** Remembers what an event tells. @returns what is known now */
  async put(tx: NotificationTx, facts: BookingFacts): Promise<BookingRef> {
    await tx.execute(PUT, ...rowOf(facts));
    return this.get(tx, facts.bookingId);
  }

  /** @throws Error when no event told of this booking yet: the event is tried again */
  async get(tx: NotificationTx, bookingId: string): Promise<BookingRef> {
    const ref = await tx.prisma.bookingRef.findUnique({ where: { bookingId } });
    if (!ref) throw new Error('no event has told of this booking yet');
    return ref;
  }
}

function rowOf(facts: BookingFacts): unknown[] {
  const { bookingId, learnerId, providerId, startsAt, endsAt, zone = null, version } = facts;
  return [bookingId, learnerId, providerId, startsAt, endsAt, zone, version];
}
