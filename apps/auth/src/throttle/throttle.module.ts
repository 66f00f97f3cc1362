import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SmsBudget } from './sms-budget.service.ts';
import { ThrottleService } from './throttle.service.ts';

@Module({
  imports: [SecretsModule],
  providers: [ThrottleService, SmsBudget],
  exports: [ThrottleService, SmsBudget],
})
export class ThrottleModule {}
