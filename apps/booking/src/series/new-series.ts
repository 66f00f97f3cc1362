import { newId } from '@edu/contract-kit';
import type { QuotedLesson, QuotedSeries } from '@edu/contracts-availability';
import {
  bookingEvents,
  PAID_BEFORE_HOURS,
  type Booking,
  type Series,
} from '@edu/contracts-booking';
import { outboxRow } from '@edu/persistence';
import { holdEnd } from '../booking/booking.domain.ts';
import type { Booking as BookingRow } from '../generated/prisma/client.ts';

const HOUR_MS = 3_600_000;
/** So long before a lesson its payment is asked for. */
const ASKED_BEFORE_HOURS = PAID_BEFORE_HOURS + 48;

export interface SeriesTerms {
  readonly learnerId: string;
  /** The parent who pays; null where the learner does. */
  readonly payerId: string | null;
  readonly mode: Booking['mode'];
  readonly subject: string | null;
  readonly everyWeeks: number | null;
  readonly now: Date;
  readonly holdMinutes: number;
}

/**
 * A series that begins: its answer, its event, and its rows, which agree.
 *
 * @param taken the lessons that are booked, in the order of time; the others of the quote are skipped
 */
export function newSeries(quote: QuotedSeries, taken: readonly QuotedLesson[], terms: SeriesTerms) {
  const { learnerId, payerId, mode, subject, everyWeeks, now } = terms;
  const { providerId, price, zone, policy } = quote;
  const [id, createdAt] = [newId(now.getTime()), now.toISOString()];
  const about = { learnerId, payerId, providerId, mode, price, zone };
  const lessons = taken.map(({ startsAt, endsAt, busyFrom, busyUntil }, index) => {
    const isFirst = index === 0;
    const holdExpiresAt = lessonHoldEnd(new Date(startsAt), isFirst, terms).toISOString();
    const booking: Booking = {
      ...{ ...about, id: newId(now.getTime()), state: 'pending', subject, startsAt, endsAt },
      ...{
        holdExpiresAt,
        answerBy: null,
        groupId: null,
        reschedules: 0,
        seriesId: id,
        trial: false,
        createdAt,
        version: 1,
      },
    };
    const held = {
      ...{ bookingId: booking.id, version: 1, startsAt, endsAt, busyFrom, busyUntil },
      holdExpiresAt,
    };
    const row = {
      ...{ id: booking.id, position: index + 1, starts_at: startsAt, ends_at: endsAt },
      ...{ busy_from: busyFrom, busy_until: busyUntil, hold_expires_at: holdExpiresAt },
      payment_due_at: isFirst ? null : paymentDueAt(startsAt, now),
    };
    return { booking, held, row };
  });
  const event = outboxRow(bookingEvents.seriesCreated, {
    ...{ ...about, seriesId: id, subject },
    lessons: lessons.map(({ held }) => held),
  });
  const skipped = quote.lessons.filter((lesson) => !taken.includes(lesson));
  const series: Series = {
    ...{ id, learnerId, payerId, providerId, everyWeeks, zone, createdAt },
    skipped: skipped.map(({ startsAt }) => startsAt),
    lessons: lessons.map(({ booking }) => booking),
  };
  const values = {
    ...{ id, learnerId, payerId, providerId, mode, subject, everyWeeks, zone, createdAt },
    ...{ amount: price.amount, currency: price.currency, skipped: series.skipped },
    policy: JSON.stringify(policy),
    lessons: JSON.stringify(lessons.map(({ row }) => row)),
    events: JSON.stringify([event]),
  };
  return { series, values };
}

/** The first is held as any booking; a later one until a day before it, and never for less long. */
function lessonHoldEnd(
  startsAt: Date,
  isFirst: boolean,
  { now, holdMinutes }: Pick<SeriesTerms, 'now' | 'holdMinutes'>,
): Date {
  const asAny = holdEnd(now, holdMinutes, startsAt);
  if (isFirst) return asAny;
  return new Date(Math.max(asAny.getTime(), startsAt.getTime() - PAID_BEFORE_HOURS * HOUR_MS));
}

/** Until when a lesson of a series that is moved waits for its payment, and when it is asked for. */
export function heldUntil(
  row: Pick<BookingRow, 'seriesPosition' | 'holdExpiresAt'>,
  startsAt: string,
  terms: Pick<SeriesTerms, 'now' | 'holdMinutes'>,
): { holdExpiresAt: Date; paymentDueAt: Date | null } {
  const start = new Date(startsAt);
  if (row.seriesPosition === 1) {
    // A move makes nobody's few minutes longer.
    const until = Math.min(row.holdExpiresAt!.getTime(), start.getTime());
    return { holdExpiresAt: new Date(until), paymentDueAt: null };
  }
  const dueAt = paymentDueAt(startsAt, terms.now);
  return {
    holdExpiresAt: lessonHoldEnd(start, false, terms),
    paymentDueAt: dueAt === null ? null : new Date(dueAt),
  };
}

/** Null for a lesson that begins before it would be asked for: who has just booked it knows. */
function paymentDueAt(startsAt: string, now: Date): string | null {
  const at = Date.parse(startsAt) - ASKED_BEFORE_HOURS * HOUR_MS;
  return at > now.getTime() ? new Date(at).toISOString() : null;
}
