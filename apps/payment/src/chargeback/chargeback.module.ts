import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { CaseModule } from '../case/case.module.ts';
import { DocumentModule } from '../document/document.module.ts';
import { PaymentModule } from '../payment/payment.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { RefundModule } from '../refund/refund.module.ts';
import { ChargebackController } from './chargeback.controller.ts';
import { ChargebackDesk } from './chargeback-desk.service.ts';
import { ChargebackFiles } from './chargeback-files.ts';
import { ChargebackFinder } from './chargeback-finder.ts';
import { ChargebackFees } from './chargeback-fees.ts';
import { ChargebackUpdater } from './chargeback.updater.ts';
import { ChargebackWorker } from './chargeback.worker.ts';
import { EvidenceCollector } from './evidence.collector.ts';

@Module({
  imports: [AccountModule, PspModule, PaymentModule, RefundModule, DocumentModule, CaseModule],
  controllers: [ChargebackController],
  providers: [
    ChargebackDesk,
    ChargebackFiles,
    ChargebackFinder,
    ChargebackUpdater,
    ChargebackFees,
    ChargebackWorker,
    EvidenceCollector,
  ],
  exports: [ChargebackUpdater],
})
export class ChargebackModule {}
