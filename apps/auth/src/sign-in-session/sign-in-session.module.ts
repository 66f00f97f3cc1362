import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SigningKeyModule } from '../signing-key/signing-key.module.ts';
import { ThrottleModule } from '../throttle/throttle.module.ts';
import { OwnSessions } from './own-sessions.service.ts';
import { SignInSessionController } from './sign-in-session.controller.ts';
import { SignInSessionService } from './sign-in-session.service.ts';

@Module({
  imports: [SecretsModule, SigningKeyModule, ThrottleModule],
  controllers: [SignInSessionController],
  providers: [SignInSessionService, OwnSessions],
  exports: [SignInSessionService],
})
export class SignInSessionModule {}
