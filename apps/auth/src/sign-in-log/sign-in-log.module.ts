import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { ThrottleModule } from '../throttle/throttle.module.ts';
import { SignInLogController } from './sign-in-log.controller.ts';
import { SignInLog } from './sign-in-log.service.ts';
import { SignInRisk } from './sign-in-risk.service.ts';

@Module({
  imports: [SecretsModule, ThrottleModule],
  controllers: [SignInLogController],
  providers: [SignInLog, SignInRisk],
  exports: [SignInLog, SignInRisk],
})
export class SignInLogModule {}
