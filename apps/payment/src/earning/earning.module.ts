import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.ts';
import { PaymentModule } from '../payment/payment.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { RefundModule } from '../refund/refund.module.ts';
import { ReserveModule } from '../reserve/reserve.module.ts';
import { TaxRules } from '../tax/tax-rules.ts';
import { EarningController } from './earning.controller.ts';
import { EarningService } from './earning.service.ts';
import { EarningWorker } from './earning.worker.ts';
import { OwnEarnings } from './own-earnings.service.ts';
import { PayableHandler } from './payable.events.ts';

@Module({
  imports: [PspModule, PaymentModule, RefundModule, CaseModule, ReserveModule],
  controllers: [EarningController],
  providers: [PayableHandler, EarningService, TaxRules, EarningWorker, OwnEarnings],
})
export class EarningModule {}
