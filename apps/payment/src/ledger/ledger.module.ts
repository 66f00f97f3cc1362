import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { Checkpoints } from './checkpoints.ts';
import { LedgerController } from './ledger.controller.ts';
import { LedgerSearcher } from './ledger-search.service.ts';

@Module({
  imports: [AccountModule],
  controllers: [LedgerController],
  providers: [Checkpoints, LedgerSearcher],
})
export class LedgerModule {}
