import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { AddressChangeModule } from '../address-change/address-change.module.ts';
import { SecondFactorModule } from '../second-factor/second-factor.module.ts';
import { SignInSessionModule } from '../sign-in-session/sign-in-session.module.ts';
import { NewPasskeys } from './new-passkeys.service.ts';
import { PasskeyInvitations } from './passkey-invitations.service.ts';
import { PasskeyProofModule } from './passkey-proof.module.ts';
import { PasskeySignIn } from './passkey-sign-in.service.ts';
import { PasskeyController } from './passkey.controller.ts';
import { Passkeys } from './passkeys.service.ts';

@Module({
  imports: [
    AccountModule,
    AddressChangeModule,
    PasskeyProofModule,
    SecondFactorModule,
    SignInSessionModule,
  ],
  controllers: [PasskeyController],
  providers: [Passkeys, NewPasskeys, PasskeyInvitations, PasskeySignIn],
})
export class PasskeyModule {}
