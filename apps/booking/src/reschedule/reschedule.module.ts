import { Module } from '@nestjs/common';
import { BookingModule } from '../booking/booking.module.ts';
import { FamilyModule } from '../family/family.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { ChildMoves } from './child-moves.service.ts';
import { ProposalAcceptance } from './proposal-acceptance.service.ts';
import { RescheduleController } from './reschedule.controller.ts';
import { RescheduleProposals } from './reschedule-proposals.service.ts';
import { Rescheduling } from './rescheduling.service.ts';
import { SlotQuotes } from './slot-quotes.service.ts';

@Module({
  imports: [BookingModule, FamilyModule, IdentityModule],
  controllers: [RescheduleController],
  providers: [
    ...[ChildMoves, Rescheduling],
    ...[SlotQuotes, RescheduleProposals, ProposalAcceptance],
  ],
  exports: [ChildMoves, SlotQuotes],
})
export class RescheduleModule {}
