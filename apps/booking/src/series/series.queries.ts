import { Injectable } from '@nestjs/common';
import type { Actor } from '@edu/contract-kit';
import type { Series } from '@edu/contracts-booking';
import { userPrincipal } from '@edu/identity';
import { BookingDb, type BookingTx } from '../booking.db.ts';
import { bookingPolicies } from '../booking/booking.policies.ts';
import { toBooking } from '../booking/booking.row.ts';
import { Families } from '../family/families.service.ts';
import type { Booking as BookingRow, Series as SeriesRow } from '../generated/prisma/client.ts';

export type SeriesWithLessons = SeriesRow & { readonly bookings: readonly BookingRow[] };

const LESSONS = { bookings: { orderBy: { startsAt: 'asc' } } } as const;

/** Reads. Another's series is like a random one. */
@Injectable()
export class SeriesQueries {
  constructor(
    private readonly db: BookingDb,
    private readonly families: Families,
  ) {}

  /** @throws booking.series_not_found unless the actor is one of its people */
  async getOwn(
    id: string,
    actor: Actor,
    action: 'series.read' | 'series.cancel' | 'series.move' = 'series.read',
  ): Promise<SeriesWithLessons> {
    const row = await this.db.prisma.series.findUnique({ where: { id }, include: LESSONS });
    const family = row && actor.roles.includes('parent') && (await this.families.of(row.learnerId));
    const parentIds = family ? family.parentIds : [];
    const parties = row && { ...row, parentIds };
    bookingPolicies.check(action, userPrincipal(actor), parties);
    return row!;
  }

  /** The series as a transaction sees it. */
  read(tx: BookingTx, id: string): Promise<SeriesWithLessons> {
    return tx.prisma.series.findUniqueOrThrow({ where: { id }, include: LESSONS });
  }

  /** @throws booking.series_not_found unless the actor is one of its people */
  async get(id: string, actor: Actor): Promise<Series> {
    return toSeries(await this.getOwn(id, actor));
  }
}

export function toSeries(row: SeriesWithLessons): Series {
  const { id, learnerId, payerId, providerId, everyWeeks, zone } = row;
  return {
    ...{ id, learnerId, payerId, providerId, everyWeeks, zone },
    skipped: row.skipped.map((start) => start.toISOString()),
    createdAt: row.createdAt.toISOString(),
    lessons: row.bookings.map(toBooking),
  };
}
