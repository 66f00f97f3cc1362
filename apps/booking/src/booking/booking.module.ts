import { Module } from '@nestjs/common';
import { BookingController } from './booking.controller.ts';
import { BookingEvents } from './booking.events.ts';
import { BookingQueries } from './booking.queries.ts';
import { BookingService } from './booking.service.ts';
import { HoldExpiry } from './hold-expiry.service.ts';

@Module({
  controllers: [BookingController],
  providers: [BookingService, BookingQueries, BookingEvents, HoldExpiry],
})
export class BookingModule {}
