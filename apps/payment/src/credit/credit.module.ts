import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { CaseModule } from '../case/case.module.ts';
import { PaymentModule } from '../payment/payment.module.ts';
import { RefundModule } from '../refund/refund.module.ts';
import { CreditController } from './credit.controller.ts';
import { OwnCredit } from './own-credit.service.ts';
import { StaffRefundList } from './staff-refunds.service.ts';
import { WaitingRefunds } from './waiting-refunds.ts';

@Module({
  imports: [AccountModule, PaymentModule, RefundModule, CaseModule],
  controllers: [CreditController],
  providers: [OwnCredit, WaitingRefunds, StaffRefundList],
})
export class CreditModule {}
