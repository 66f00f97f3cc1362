import { Module } from '@nestjs/common';
import { PaymentModule } from '../payment/payment.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { RefundDueHandler } from './refund-due.events.ts';
import { RefundService } from './refund.service.ts';
import { RefundUpdater } from './refund.updater.ts';
import { RefundWorker } from './refund.worker.ts';

@Module({
  imports: [PspModule, PaymentModule],
  providers: [RefundService, RefundDueHandler, RefundUpdater, RefundWorker],
  exports: [RefundUpdater],
})
export class RefundModule {}
