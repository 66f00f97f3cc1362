import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { AddressChangeModule } from '../address-change/address-change.module.ts';
import { ChallengeModule } from '../challenge/challenge.module.ts';
import { PasswordModule } from '../password/password.module.ts';
import { PhoneModule } from '../phone/phone.module.ts';
import { SecondFactorModule } from '../second-factor/second-factor.module.ts';
import { SignInLogModule } from '../sign-in-log/sign-in-log.module.ts';
import { SignInSessionModule } from '../sign-in-session/sign-in-session.module.ts';
import { LoginService } from './login.service.ts';
import { SignInController } from './sign-in.controller.ts';
import { SignInService } from './sign-in.service.ts';
import { VerificationService } from './verification.service.ts';

@Module({
  imports: [
    AccountModule,
    AddressChangeModule,
    ChallengeModule,
    PasswordModule,
    PhoneModule,
    SecondFactorModule,
    SignInLogModule,
    SignInSessionModule,
  ],
  controllers: [SignInController],
  providers: [SignInService, LoginService, VerificationService],
})
export class SignInModule {}
