import { Injectable } from '@nestjs/common';
import type { StatementEffect } from '@edu/messaging';
import { idempotentStatement, type ValuesOf } from '@edu/persistence';
import { NotificationDb } from '../notification.db.ts';

export interface BookingFacts {
  readonly bookingId: string;
  readonly learnerId: string;
  readonly providerId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly zone?: string | undefined;
  readonly version: number;
}

export const BOOKING_REF = {
  bookingId: 'uuid',
  learnerId: 'uuid',
  providerId: 'uuid',
  startsAt: 'timestamptz',
  endsAt: 'timestamptz',
  zone: 'text?',
  version: 'int',
} as const;

/** An older event changes nothing but what was not known yet. */
export const PUT_BOOKING_REF = `
INSERT INTO booking_ref (booking_id, learner_id, provider_id, starts_at, ends_at, zone, version)
SELECT :bookingId, :learnerId, :providerId, :startsAt, :endsAt, :zone, :version FROM first
ON CONFLICT (booking_id) DO UPDATE
SET starts_at = CASE WHEN booking_ref.version < excluded.version
      THEN excluded.starts_at ELSE booking_ref.starts_at END,
  ends_at = CASE WHEN booking_ref.version < excluded.version
      THEN excluded.ends_at ELSE booking_ref.ends_at END,
  zone = coalesce(booking_ref.zone, excluded.zone),
  version = greatest(booking_ref.version, excluded.version)`;
const REMEMBER = idempotentStatement({ parameters: BOOKING_REF, writes: [PUT_BOOKING_REF] });

export function bookingRefOf(facts: BookingFacts): ValuesOf<typeof BOOKING_REF> {
  return { ...facts, zone: facts.zone ?? null };
}

/** A projection of bookings, as small as messages need it. */
@Injectable()
export class BookingRefs {
  constructor(private readonly db: NotificationDb) {}

  /** All that is to be done for an event that nobody is told of. */
  remember(facts: BookingFacts): StatementEffect {
    return REMEMBER(bookingRefOf(facts));
  }

  /** What an event tells, with the zone that an earlier one told. */
  async complete(facts: BookingFacts): Promise<BookingFacts> {
    if (facts.zone) return facts;
    const known = await this.db.prisma.bookingRef.findUnique({
      where: { bookingId: facts.bookingId },
    });
    return { ...facts, zone: known?.zone ?? undefined };
  }

  /** @throws Error when no event told of this booking yet: the event is tried again */
  async get(bookingId: string): Promise<BookingFacts> {
    const ref = await this.db.prisma.bookingRef.findUnique({ where: { bookingId } });
    if (!ref) throw new Error('no event has told of this booking yet');
    const { startsAt, endsAt, zone } = ref;
    return {
      ...ref,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      zone: zone ?? undefined,
    };
  }
}
