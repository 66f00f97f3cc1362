import { Id, type Actor, type Currency } from '@edu/contract-kit';
import type { CancellationPolicy } from '@edu/contracts-availability';
import {
  UNANSWERED_STATES,
  type Booking,
  type BookingDetails,
  type BookingState,
} from '@edu/contracts-booking';
import type { Booking as BookingRow, BookingTransition } from '../generated/prisma/client.ts';

const UNANSWERED: ReadonlySet<string> = new Set(UNANSWERED_STATES);

/** The contract's view of a row. */
export function toBooking(row: BookingRow): Booking {
  const deadline = row.holdExpiresAt?.toISOString() ?? null;
  return {
    id: row.id,
    learnerId: row.learnerId,
    payerId: row.payerId,
    providerId: row.providerId,
    state: stateOf(row),
    mode: row.mode as Booking['mode'],
    subject: row.subject,
    groupId: row.groupId,
    trial: row.trial,
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    price: toPrice(row),
    zone: row.zone,
    holdExpiresAt: row.state === 'pending' ? deadline : null,
    answerBy: UNANSWERED.has(row.state) ? deadline : null,
    seriesId: row.seriesId,
    createdAt: row.createdAt.toISOString(),
    version: row.version,
    reschedules: row.reschedules,
    ...(row.movesId && { movesId: row.movesId }),
  };
}

/** How long a lesson takes. */
export const minutesOf = ({ startsAt, endsAt }: Pick<BookingRow, 'startsAt' | 'endsAt'>): number =>
  (endsAt.getTime() - startsAt.getTime()) / 60_000;

/** What is written where the one who called a lesson off gave no reason. */
export const NO_REASON = 'canceled';

/** The reasons of the platform are for its own history. */
export function toCancellation(
  row: BookingRow,
  { actor, reason, at }: BookingTransition,
): NonNullable<BookingDetails['cancellation']> {
  // A parent is on the learner's side; services have names and no ids.
  const isPerson = Id.safeParse(actor).success;
  const by = actor === row.providerId ? 'provider' : isPerson ? 'learner' : 'platform';
  const isSaid = by !== 'platform' && reason !== NO_REASON;
  return { by, reason: isSaid ? reason : null, at: at.toISOString() };
}

export const stateOf = (row: BookingRow) => row.state as BookingState;

export const policyOf = (row: BookingRow) => row.policy as CancellationPolicy;

export function toPrice(row: BookingRow): Booking['price'] {
  return { amount: Number(row.priceAmount), currency: row.priceCurrency as Currency };
}

/** Which booking, of whom, and what is to be said of it: in every event about it. */
export function aboutBooking(row: BookingRow) {
  const { id: bookingId, learnerId, payerId, providerId, version, zone } = row;
  const { groupId, groupTitle, movesId } = row;
  const about = { bookingId, learnerId, payerId, providerId, groupId, version, zone };
  return { ...about, ...(groupTitle && { groupTitle }), ...(movesId && { movesId }) };
}

/** Also when, with the provider's buffers: for those who keep calendars. */
export function aboutSlot(row: BookingRow) {
  return {
    ...aboutBooking(row),
    ...lessonTime(row),
    busyFrom: row.busyFrom.toISOString(),
    busyUntil: row.busyUntil.toISOString(),
  };
}

/** How and at what price: in events that begin something. */
export const termsOf = (row: BookingRow) => ({
  mode: row.mode as Booking['mode'],
  price: toPrice(row),
});

/** A parent is on the learner's side. */
export const sideOf = (row: BookingRow, { userId }: Actor): 'provider' | 'learner' =>
  row.providerId === userId ? 'provider' : 'learner';

export const lessonTime = (row: BookingRow) => ({
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
});
