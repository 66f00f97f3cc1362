import { Module } from '@nestjs/common';
import { CaseModule } from '../case/case.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { HolderNames } from './holder-names.ts';
import { OwnPayouts } from './own-payouts.service.ts';
import { PayoutAccounts } from './payout-accounts.service.ts';
import { PayoutController } from './payout.controller.ts';
import { PayoutDecisions } from './payout-decisions.service.ts';
import { PayoutPlanner } from './payout-planner.ts';
import { PayoutTerms } from './payout-terms.ts';
import { PayoutUpdater } from './payout.updater.ts';
import { PayoutWallets } from './payout-wallets.ts';
import { PayoutWorker } from './payout.worker.ts';

@Module({
  imports: [PspModule, CaseModule],
  controllers: [PayoutController],
  providers: [
    PayoutTerms,
    PayoutWallets,
    HolderNames,
    PayoutAccounts,
    OwnPayouts,
    PayoutDecisions,
    PayoutUpdater,
    PayoutWorker,
    PayoutPlanner,
  ],
  exports: [PayoutUpdater, HolderNames],
})
export class PayoutModule {}
