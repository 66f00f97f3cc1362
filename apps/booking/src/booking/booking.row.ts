import type { CancellationPolicy } from '@edu/contracts-availability';
import type { Booking, BookingState } from '@edu/contracts-booking';
import type { Currency } from '@edu/contract-kit';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';
import type { BookingJson } from './create-booking.sql.ts';

/** The contract's view of a row. */
export function toBooking(row: BookingRow): Booking {
  return {
    id: row.id,
    learnerId: row.learnerId,
    providerId: row.providerId,
    state: row.state as BookingState,
    mode: row.mode as Booking['mode'],
    subject: row.subject,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    price: toPrice(row),
    zone: row.zone,
    holdExpiresAt: row.holdExpiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    version: row.version,
  };
}

/** The contract's view of a row as PostgreSQL writes it in JSON. */
export function fromJson(row: BookingJson): Booking {
  const instant = (value: string) => new Date(value).toISOString();
  return {
    id: row.id,
    learnerId: row.learner_id,
    providerId: row.provider_id,
    state: row.state as BookingState,
    mode: row.mode as Booking['mode'],
    subject: row.subject,
    startsAt: instant(row.starts_at),
    endsAt: instant(row.ends_at),
    price: { amount: row.price_amount, currency: row.price_currency as Currency },
    zone: row.zone,
    holdExpiresAt: row.hold_expires_at && instant(row.hold_expires_at),
    createdAt: instant(row.created_at),
    version: row.version,
  };
}

export function toPrice(row: BookingRow): Booking['price'] {
  return { amount: Number(row.priceAmount), currency: row.priceCurrency as Currency };
}

export const policyOf = (row: BookingRow) => row.policy as CancellationPolicy;

/** The fields that every event about a booking carries. */
export function eventBase(row: BookingRow) {
  return {
    bookingId: row.id,
    learnerId: row.learnerId,
    providerId: row.providerId,
    version: row.version,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    busyFrom: row.busyFrom.toISOString(),
    busyUntil: row.busyUntil.toISOString(),
  };
}
