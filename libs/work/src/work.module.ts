import { Global, Module } from '@nestjs/common';
import { Scheduler } from './scheduler.ts';
import { WorkMetrics } from './work-metrics.ts';
import { Work } from './work.service.ts';

/** What a service does by itself, beside `PersistenceModule`. */
@Global()
@Module({
  providers: [Scheduler, WorkMetrics, Work],
  exports: [Scheduler, Work],
})
export class WorkModule {}
