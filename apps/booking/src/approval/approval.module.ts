import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.ts';
import { FamilyModule } from '../family/family.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { ApprovalController } from './approval.controller.ts';
import { ApprovalExpiry } from './approval-expiry.service.ts';
import { Approvals } from './approvals.service.ts';

@Module({
  imports: [BookingModule, FamilyModule, IdentityModule],
  controllers: [ApprovalController],
  providers: [Approvals, ApprovalExpiry],
})
export class ApprovalModule {}
