import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.ts';
import { GroupModule } from '../group/group.module.ts';
import { DepartureEvents } from './profile.events.ts';
import { DepartureController } from './departure.controller.ts';
import { DepartureWorker } from './departure-worker.service.ts';
import { Departures } from './departures.service.ts';

@Module({
  imports: [BookingModule, GroupModule],
  controllers: [DepartureController],
  providers: [DepartureEvents, DepartureWorker, Departures],
})
export class DepartureModule {}
