import { Module } from '@nestjs/common';
import { paymentEvents, paymentRpc } from '@edu/contracts-payment';
import { DataRightsModule } from '@edu/data-rights';
import { PersistenceModule } from '@edu/persistence';
import { ProjectionModule } from '@edu/projection';
import { StorageModule } from '@edu/storage';
import { WorkModule } from '@edu/work';
import { AdjustmentModule } from './adjustment/adjustment.module.ts';
import { AnnualModule } from './annual/annual.module.ts';
import { PaymentConfig } from './app.config.ts';
import { ChargebackModule } from './chargeback/chargeback.module.ts';
import { CreditModule } from './credit/credit.module.ts';
import { DocumentModule } from './document/document.module.ts';
import { EarningModule } from './earning/earning.module.ts';
import { dataMap } from './data-map.ts';
import { migrations } from './generated/migrations.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { LedgerModule } from './ledger/ledger.module.ts';
import { LinkModule } from './link/link.module.ts';
import { PaymentDb } from './payment.db.ts';
import { PaymentModule } from './payment/payment.module.ts';
import { PayoutModule } from './payout/payout.module.ts';
import { ReconciliationModule } from './reconciliation/reconciliation.module.ts';
import { RefundModule } from './refund/refund.module.ts';
import { ReserveModule } from './reserve/reserve.module.ts';
import { RiskModule } from './risk/risk.module.ts';
import { StatementModule } from './statement/statement.module.ts';
import { WebhookModule } from './webhook/webhook.module.ts';

@Module({
  imports: [
    PersistenceModule.for({
      db: PaymentDb,
      client: PrismaClient,
      config: PaymentConfig,
      migrations,
    }),
    WorkModule,
    StorageModule.for(PaymentConfig),
    DataRightsModule.for(paymentRpc, paymentEvents, dataMap),
    ProjectionModule.for(paymentRpc.rebuild),
    PaymentModule,
    RefundModule,
    EarningModule,
    PayoutModule,
    ChargebackModule,
    LedgerModule,
    AdjustmentModule,
    ReconciliationModule,
    DocumentModule,
    LinkModule,
    StatementModule,
    AnnualModule,
    CreditModule,
    ReserveModule,
    RiskModule,
    WebhookModule,
  ],
})
export class AppModule {}
