import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.ts';
import { GroupController } from './group.controller.ts';
import { GroupUserData } from './group-user-data.ts';
import { Groups } from './groups.service.ts';

@Module({
  imports: [BookingModule],
  controllers: [GroupController],
  providers: [Groups, GroupUserData],
  exports: [Groups],
})
export class GroupModule {}
