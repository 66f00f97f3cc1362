import { Module } from '@nestjs/common';
import { PaymentModule } from '../payment/payment.module.ts';
import { ProviderModule } from '../provider/provider.module.ts';
import { RefundEvents } from './refund.events.ts';
import { RefundService } from './refund.service.ts';
import { RefundSettlement } from './refund.settlement.ts';
import { RefundWorker } from './refund.worker.ts';

@Module({
  imports: [ProviderModule, PaymentModule],
  providers: [RefundService, RefundEvents, RefundSettlement, RefundWorker],
  exports: [RefundSettlement],
})
export class RefundModule {}
