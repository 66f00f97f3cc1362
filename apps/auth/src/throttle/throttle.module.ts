import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SmsBudget } from './sms-budget.service.ts';
import { ThrottleMetrics } from './throttle-metrics.ts';
import { ThrottleService } from './throttle.service.ts';

@Module({
  imports: [SecretsModule],
  providers: [ThrottleService, SmsBudget, ThrottleMetrics],
  exports: [ThrottleService, SmsBudget],
})
export class ThrottleModule {}
