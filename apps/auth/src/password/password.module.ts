import { Module } from '@nestjs/common';
import { SignInLogModule } from '../sign-in-log/sign-in-log.module.ts';
import { ThrottleModule } from '../throttle/throttle.module.ts';
import { PasswordGuard } from './password-guard.service.ts';
import { PasswordService } from './password.service.ts';

@Module({
  imports: [SignInLogModule, ThrottleModule],
  providers: [PasswordService, PasswordGuard],
  exports: [PasswordService, PasswordGuard],
})
export class PasswordModule {}
