import { Module } from '@nestjs/common';
import { ThrottleModule } from '../throttle/throttle.module.ts';
import { PasswordGuard } from './password-guard.service.ts';
import { PasswordService } from './password.service.ts';

@Module({
  imports: [ThrottleModule],
  providers: [PasswordService, PasswordGuard],
  exports: [PasswordService, PasswordGuard],
})
export class PasswordModule {}
