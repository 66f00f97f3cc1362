import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.ts';
import { FamilyModule } from '../family/family.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { RescheduleModule } from '../reschedule/reschedule.module.ts';
import { Proposals } from './proposals.service.ts';
import { RequestController } from './request.controller.ts';
import { Requests } from './requests.service.ts';

@Module({
  imports: [BookingModule, FamilyModule, IdentityModule, RescheduleModule],
  controllers: [RequestController],
  providers: [Requests, Proposals],
})
export class RequestModule {}
