import { Global, Module } from '@nestjs/common';
import { PlatformPurge } from './platform-purge.ts';
import { Scheduler } from './scheduler.ts';
import { WorkMetrics } from './work-metrics.ts';
import { Work } from './work.service.ts';

/** What a service does by itself, beside `PersistenceModule`. */
@Global()
@Module({
  providers: [Scheduler, WorkMetrics, Work, PlatformPurge],
  exports: [Scheduler, Work],
})
export class WorkModule {}
