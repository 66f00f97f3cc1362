import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.ts';
import { FamilyModule } from '../family/family.module.ts';
import { BookingLists } from '../list/booking-lists.service.ts';
import { CalendarController } from './calendar.controller.ts';
import { CalendarFeeds } from './calendar-feeds.service.ts';

@Module({
  imports: [BookingModule, FamilyModule],
  controllers: [CalendarController],
  providers: [CalendarFeeds, BookingLists],
})
export class CalendarModule {}
