import { Module } from '@nestjs/common';
import { PaymentModule } from '../payment/payment.module.ts';
import { ProviderModule } from '../provider/provider.module.ts';
import { RefundModule } from '../refund/refund.module.ts';
import { EventProcessor } from './event.processor.ts';
import { WebhookController } from './webhook.controller.ts';
import { WebhookService } from './webhook.service.ts';

@Module({
  imports: [ProviderModule, PaymentModule, RefundModule],
  controllers: [WebhookController],
  providers: [WebhookService, EventProcessor],
})
export class WebhookModule {}
