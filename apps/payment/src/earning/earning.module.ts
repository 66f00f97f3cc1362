import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.ts';
import { PaymentModule } from '../payment/payment.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { RefundModule } from '../refund/refund.module.ts';
import { EarningService } from './earning.service.ts';
import { EarningWorker } from './earning.worker.ts';
import { PayableHandler } from './payable.events.ts';

@Module({
  imports: [PspModule, PaymentModule, RefundModule, CaseModule],
  providers: [PayableHandler, EarningService, EarningWorker],
})
export class EarningModule {}
