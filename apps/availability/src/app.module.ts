import { Module } from '@nestjs/common';
import { availabilityEvents, availabilityRpc } from '@edu/contracts-availability';
import { DataRightsModule } from '@edu/data-rights';
import { PersistenceModule } from '@edu/persistence';
import { ProjectionModule } from '@edu/projection';
import { WorkModule } from '@edu/work';
import { AvailabilityConfig } from './app.config.ts';
import { AvailabilityDb } from './availability.db.ts';
import { BookedTimeModule } from './booked-time/booked-time.module.ts';
import { dataMap } from './data-map.ts';
import { migrations } from './generated/migrations.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { OfferModule } from './offer/offer.module.ts';
import { ScheduleModule } from './schedule/schedule.module.ts';
import { SeriesModule } from './series/series.module.ts';
import { SlotModule } from './slot/slot.module.ts';

@Module({
  imports: [
    PersistenceModule.for({
      db: AvailabilityDb,
      client: PrismaClient,
      config: AvailabilityConfig,
      migrations,
    }),
    WorkModule,
    DataRightsModule.for(availabilityRpc, availabilityEvents, dataMap),
    ProjectionModule.for(availabilityRpc.rebuild),
    ScheduleModule,
    OfferModule,
    BookedTimeModule,
    SlotModule,
    SeriesModule,
  ],
})
export class AppModule {}
