import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { CaseModule } from '../case/case.module.ts';
import { PspModule } from '../psp/psp.module.ts';
import { OwnPayouts } from './own-payouts.service.ts';
import { PayoutAccounts } from './payout-accounts.service.ts';
import { PayoutController } from './payout.controller.ts';
import { PayoutDecisions } from './payout-decisions.service.ts';
import { PayoutPlanner } from './payout-planner.ts';
import { PayoutTerms } from './payout-terms.ts';
import { PayoutUpdater } from './payout.updater.ts';
import { PayoutWallets } from './payout-wallets.ts';
import { PayoutWorker } from './payout.worker.ts';
import { SuspensionEvents } from './suspension.events.ts';

@Module({
  imports: [AccountModule, PspModule, CaseModule],
  controllers: [PayoutController],
  providers: [
    PayoutTerms,
    PayoutWallets,
    PayoutAccounts,
    OwnPayouts,
    PayoutDecisions,
    PayoutUpdater,
    PayoutWorker,
    PayoutPlanner,
    SuspensionEvents,
  ],
  exports: [PayoutUpdater, PayoutTerms, PayoutWallets, PayoutWorker],
})
export class PayoutModule {}
