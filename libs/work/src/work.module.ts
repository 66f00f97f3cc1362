import { Global, Module } from '@nestjs/common';
import { Jobs } from './jobs.ts';
import { Scheduler } from './scheduler.ts';
import { WorkMetrics } from './work-metrics.ts';
import { Work } from './work.service.ts';

/** What a service does by itself, beside `PersistenceModule`. */
@Global()
@Module({
  providers: [Scheduler, WorkMetrics, Work, Jobs],
  exports: [Scheduler, Work, Jobs],
})
export class WorkModule {}
