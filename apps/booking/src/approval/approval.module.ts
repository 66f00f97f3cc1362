import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.ts';
import { FamilyModule } from '../family/family.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { SeriesModule } from '../series/series.module.ts';
import { ApprovalController } from './approval.controller.ts';
import { ApprovalAnswers } from './approval-answers.service.ts';
import { ApprovalExpiry } from './approval-expiry.service.ts';
import { Approvals } from './approvals.service.ts';
import { Wishes } from './wishes.service.ts';

@Module({
  imports: [BookingModule, FamilyModule, IdentityModule, SeriesModule],
  controllers: [ApprovalController],
  providers: [Approvals, ApprovalAnswers, ApprovalExpiry, Wishes],
})
export class ApprovalModule {}
