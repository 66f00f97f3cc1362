import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.ts';
import { PaymentModule } from '../payment/payment.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { ForeignRefunds } from './foreign-refunds.ts';
import { RefundBooks } from './refund-books.ts';
import { RefundDueHandler } from './refund-due.events.ts';
import { RefundService } from './refund.service.ts';
import { RefundUpdater } from './refund.updater.ts';
import { RefundWorker } from './refund.worker.ts';

@Module({
  imports: [PspModule, PaymentModule, CaseModule],
  providers: [
    RefundService,
    RefundDueHandler,
    RefundBooks,
    RefundUpdater,
    ForeignRefunds,
    RefundWorker,
  ],
  exports: [RefundService, RefundBooks, RefundUpdater, ForeignRefunds],
})
export class RefundModule {}
