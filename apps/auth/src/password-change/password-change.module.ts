import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { AddressChangeModule } from '../address-change/address-change.module.ts';
import { ChallengeModule } from '../challenge/challenge.module.ts';
import { PasswordModule } from '../password/password.module.ts';
import { PhoneModule } from '../phone/phone.module.ts';
import { SecondFactorModule } from '../second-factor/second-factor.module.ts';
import { SignInSessionModule } from '../sign-in-session/sign-in-session.module.ts';
import { AccountPasswords } from './account-passwords.service.ts';
import { PasswordChangeController } from './password-change.controller.ts';
import { PasswordChange } from './password-change.service.ts';
import { PasswordReset } from './password-reset.service.ts';

@Module({
  imports: [
    AccountModule,
    AddressChangeModule,
    ChallengeModule,
    PasswordModule,
    PhoneModule,
    SecondFactorModule,
    SignInSessionModule,
  ],
  controllers: [PasswordChangeController],
  providers: [AccountPasswords, PasswordChange, PasswordReset],
})
export class PasswordChangeModule {}
