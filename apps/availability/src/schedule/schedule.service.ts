import { Injectable } from '@nestjs/common';
import { Id, type Actor, type RpcInput, type RpcOutput } from '@edu/contract-kit';
import {
  availabilityErrors,
  availabilityEvents,
  type availabilityRpc,
  type BookingTerms,
  type Schedule,
} from '@edu/contracts-availability';
import { decodeCursor, toPage } from '@edu/persistence';
import { AvailabilityDb } from '../availability.db.ts';
import { toSchedule } from './schedule.row.ts';

@Injectable()
export class ScheduleService {
  constructor(private readonly db: AvailabilityDb) {}

  /** @throws availability.no_schedule */
  async getOwn({ userId }: Actor): Promise<Schedule> {
    const row = await this.db.prisma.schedule.findUnique({ where: { providerId: userId } });
    if (!row) throw availabilityErrors.noSchedule();
    return toSchedule(row);
  }

  async saveOwn(
    rules: RpcInput<typeof availabilityRpc.saveMine>,
    { userId }: Actor,
  ): Promise<Schedule> {
    return this.db.tx(async (tx) => {
      const row = await tx.prisma.schedule.upsert({
        where: { providerId: userId },
        create: { providerId: userId, rules },
        update: { rules, version: { increment: 1 } },
      });
      const schedule = toSchedule(row);
      await tx.emit(availabilityEvents.changed, termsOf(schedule));
      return schedule;
    });
  }

  async listSnapshot({
    cursor,
    limit,
  }: RpcInput<typeof availabilityRpc.listSnapshot>): Promise<
    RpcOutput<typeof availabilityRpc.listSnapshot>
  > {
    const after = cursor && decodeCursor(cursor, [Id])[0];
    const rows = await this.db.prisma.schedule.findMany({
      ...(after && { where: { providerId: { gt: after } } }),
      orderBy: { providerId: 'asc' },
      take: limit + 1,
    });
    return toPage(
      rows,
      limit,
      (row) => termsOf(toSchedule(row)),
      ({ providerId }) => [providerId],
    );
  }
}

/** What others know of a schedule: how a lesson is booked. */
function termsOf({ providerId, version, bookingMode, trial }: Schedule): BookingTerms {
  return { providerId, version, bookingMode, trial };
}
