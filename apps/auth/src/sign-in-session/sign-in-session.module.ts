import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SigningKeyModule } from '../signing-key/signing-key.module.ts';
import { ThrottleModule } from '../throttle/throttle.module.ts';
import { AccountModule } from '../account/account.module.ts';
import { OpenAccounts } from './open-accounts.service.ts';
import { OwnSessions } from './own-sessions.service.ts';
import { SignInSessionController } from './sign-in-session.controller.ts';
import { SignInSessionService } from './sign-in-session.service.ts';

@Module({
  imports: [AccountModule, SecretsModule, SigningKeyModule, ThrottleModule],
  controllers: [SignInSessionController],
  providers: [SignInSessionService, OpenAccounts, OwnSessions],
  exports: [SignInSessionService, OpenAccounts],
})
export class SignInSessionModule {}
