import { Module } from '@nestjs/common';
import { PspModule } from '../psp/psp.module.ts';
import { Balances } from './balances.ts';
import { Comparison } from './comparison.ts';
import { Mismatches } from './mismatches.service.ts';
import { NightlyReconciliation } from './nightly.ts';
import { Reading } from './reading.ts';
import { ReconciliationController } from './reconciliation.controller.ts';
import { RunWorker } from './run.worker.ts';
import { Runs } from './runs.service.ts';

@Module({
  imports: [PspModule],
  controllers: [ReconciliationController],
  providers: [Balances, Comparison, Reading, RunWorker, Runs, NightlyReconciliation, Mismatches],
})
export class ReconciliationModule {}
