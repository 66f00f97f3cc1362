import { Module } from '@nestjs/common';
import { ChannelModule } from '../channel/channel.module.ts';
import { Reminders } from '../reminder/reminders.service.ts';
import { BookingRefs } from './booking-refs.ts';
import { CreditEvents } from './credit.events.ts';
import { DeliveryQueue } from './delivery-queue.ts';
import { DeliveryWorker } from './delivery-worker.ts';
import { DeliveryService } from './delivery.service.ts';
import { ChargebackEvents } from './chargeback.events.ts';
import { DocumentEvents } from './document.events.ts';
import { DisputeEvents } from './dispute.events.ts';
import { FamilyEvents } from './family.events.ts';
import { KycEvents } from './kyc.events.ts';
import { PayoutEvents } from './payout.events.ts';
import { ReserveEvents } from './reserve.events.ts';
import { MessageController } from './message.controller.ts';
import { RequestEvents } from './request.events.ts';
import { MessageEvents } from './message.events.ts';
import { MessageQueries } from './message.queries.ts';
import { MessageService } from './message.service.ts';
import { RescheduleProposalEvents } from './reschedule-proposal.events.ts';
import { Recipients } from './recipients.ts';

@Module({
  imports: [ChannelModule],
  controllers: [MessageController],
  providers: [
    MessageService,
    Recipients,
    MessageQueries,
    MessageEvents,
    RequestEvents,
    DisputeEvents,
    RescheduleProposalEvents,
    FamilyEvents,
    KycEvents,
    PayoutEvents,
    ReserveEvents,
    CreditEvents,
    ChargebackEvents,
    DocumentEvents,
    BookingRefs,
    DeliveryQueue,
    DeliveryService,
    DeliveryWorker,
    Reminders,
  ],
})
export class MessageModule {}
