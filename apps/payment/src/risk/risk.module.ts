import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { RefundModule } from '../refund/refund.module.ts';
import { PaymentReviews } from './payment-reviews.service.ts';
import { RiskController } from './risk.controller.ts';
import { RiskMetrics } from './risk-metrics.ts';

@Module({
  imports: [AccountModule, RefundModule],
  controllers: [RiskController],
  providers: [PaymentReviews, RiskMetrics],
})
export class RiskModule {}
