import { Module } from '@nestjs/common';
import { PaymentModule } from '../payment/payment.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { RefundModule } from '../refund/refund.module.ts';
import { PspEventProcessor } from './psp-event.processor.ts';
import { WebhookController } from './webhook.controller.ts';
import { WebhookService } from './webhook.service.ts';

@Module({
  imports: [PspModule, PaymentModule, RefundModule],
  controllers: [WebhookController],
  providers: [WebhookService, PspEventProcessor],
})
export class WebhookModule {}
