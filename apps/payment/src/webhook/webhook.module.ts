import { Module } from '@nestjs/common';
import { ChargebackModule } from '../chargeback/chargeback.module.ts';
import { PaymentModule } from '../payment/payment.module.ts';
import { PayoutModule } from '../payout/payout.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { RefundModule } from '../refund/refund.module.ts';
import { PspChanges } from './psp-changes.ts';
import { PspEventProcessor } from './psp-event.processor.ts';
import { WebhookController } from './webhook.controller.ts';
import { WebhookService } from './webhook.service.ts';

@Module({
  imports: [PspModule, PaymentModule, RefundModule, PayoutModule, ChargebackModule],
  controllers: [WebhookController],
  providers: [WebhookService, PspChanges, PspEventProcessor],
})
export class WebhookModule {}
