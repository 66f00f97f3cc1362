import { Injectable } from '@nestjs/common';
import type { Actor, RpcInput } from '@edu/contract-kit';
import {
  availabilityErrors,
  availabilityEvents,
  type availabilityRpc,
  type Schedule,
} from '@edu/contracts-availability';
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
      const { providerId, version } = row;
      await tx.emit(availabilityEvents.changed, { providerId, version });
      return toSchedule(row);
    });
  }
}
