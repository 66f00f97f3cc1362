import { Module } from '@nestjs/common';
import { ProviderModule } from '../provider/provider.module.ts';
import { IntentService } from './intent.service.ts';
import { JanitorService } from './janitor.service.ts';
import { PaymentController } from './payment.controller.ts';
import { PaymentEvents } from './payment.events.ts';
import { PaymentQueries } from './payment.queries.ts';
import { PaymentService } from './payment.service.ts';
import { PaymentSettlement } from './payment.settlement.ts';

@Module({
  imports: [ProviderModule],
  controllers: [PaymentController],
  providers: [
    PaymentService,
    PaymentQueries,
    PaymentSettlement,
    PaymentEvents,
    IntentService,
    JanitorService,
  ],
  exports: [PaymentQueries, PaymentSettlement],
})
export class PaymentModule {}
