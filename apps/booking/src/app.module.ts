import { Module } from '@nestjs/common';
import { bookingEvents, bookingRpc } from '@edu/contracts-booking';
import { DataRightsModule } from '@edu/data-rights';
import { PersistenceModule } from '@edu/persistence';
import { ProjectionModule } from '@edu/projection';
import { WorkModule } from '@edu/work';
import { BookingConfig } from './app.config.ts';
import { ApprovalModule } from './approval/approval.module.ts';
import { BookingDb } from './booking.db.ts';
import { BookingModule } from './booking/booking.module.ts';
import { CalendarModule } from './calendar/calendar.module.ts';
import { dataMap } from './data-map.ts';
import { migrations } from './generated/migrations.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { GroupModule } from './group/group.module.ts';
import { ReliabilityModule } from './reliability/reliability.module.ts';
import { RequestModule } from './request/request.module.ts';
import { SeriesModule } from './series/series.module.ts';
import { RescheduleModule } from './reschedule/reschedule.module.ts';
import { SuspensionModule } from './suspension/suspension.module.ts';
import { DepartureModule } from './departure/departure.module.ts';

@Module({
  imports: [
    PersistenceModule.for({
      db: BookingDb,
      client: PrismaClient,
      config: BookingConfig,
      migrations,
    }),
    WorkModule,
    ProjectionModule.for(bookingRpc.rebuild),
    DataRightsModule.for(bookingRpc, bookingEvents, dataMap),
    BookingModule,
    ApprovalModule,
    GroupModule,
    RequestModule,
    SeriesModule,
    RescheduleModule,
    SuspensionModule,
    DepartureModule,
    CalendarModule,
    ReliabilityModule,
  ],
})
export class AppModule {}
