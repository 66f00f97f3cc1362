import { Module } from '@nestjs/common';
import { HolderNames } from '../payout/holder-names.ts';
import { Checkpoints } from './checkpoints.ts';
import { LedgerController } from './ledger.controller.ts';
import { LedgerSearcher } from './ledger-search.service.ts';

@Module({
  controllers: [LedgerController],
  providers: [Checkpoints, HolderNames, LedgerSearcher],
})
export class LedgerModule {}
