import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { CaseModule } from '../case/case.module.ts';
import { PaymentModule } from '../payment/payment.module.ts';
import { PayoutModule } from '../payout/payout.module.ts';
import { RefundModule } from '../refund/refund.module.ts';
import { CreditController } from './credit.controller.ts';
import { CreditPayees } from './credit-payees.ts';
import { CreditPayouts } from './credit-payouts.service.ts';
import { OwnCredit } from './own-credit.service.ts';
import { StaffRefundList } from './staff-refunds.service.ts';
import { WaitingRefunds } from './waiting-refunds.ts';

@Module({
  imports: [AccountModule, PaymentModule, PayoutModule, RefundModule, CaseModule],
  controllers: [CreditController],
  providers: [OwnCredit, CreditPayees, CreditPayouts, WaitingRefunds, StaffRefundList],
})
export class CreditModule {}
