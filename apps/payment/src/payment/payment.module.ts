import { Module } from '@nestjs/common';
import { PspModule } from '../psp/psp.module.ts';
import { CreditPlan } from './credit-plan.ts';
import { IntentService } from './intent.service.ts';
import { JanitorService } from './janitor.service.ts';
import { PaymentController } from './payment.controller.ts';
import { QuoteModule } from '../quote/quote.module.ts';
import { TermsModule } from '../terms/terms.module.ts';
import { CaseModule } from '../case/case.module.ts';
import { PaymentQueries } from './payment.queries.ts';
import { PaymentService } from './payment.service.ts';
import { PaymentUpdater } from './payment.updater.ts';
import { WalletService } from './wallet.service.ts';

@Module({
  imports: [PspModule, TermsModule, CaseModule, QuoteModule],
  controllers: [PaymentController],
  providers: [
    PaymentService,
    CreditPlan,
    PaymentQueries,
    PaymentUpdater,
    IntentService,
    JanitorService,
    WalletService,
  ],
  exports: [PaymentQueries, PaymentUpdater, IntentService, JanitorService, WalletService],
})
export class PaymentModule {}
