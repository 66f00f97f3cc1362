import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module.ts';
import { AddressChangeModule } from '../address-change/address-change.module.ts';
import { ChallengeModule } from '../challenge/challenge.module.ts';
import { PasskeyProofModule } from '../passkey/passkey-proof.module.ts';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SignInLogModule } from '../sign-in-log/sign-in-log.module.ts';
import { SignInSessionModule } from '../sign-in-session/sign-in-session.module.ts';
import { ThrottleModule } from '../throttle/throttle.module.ts';
import { Admission } from './admission.service.ts';
import { Enrolment } from './enrolment.service.ts';
import { Entrance } from './entrance.service.ts';
import { SecondFactorController } from './second-factor.controller.ts';
import { SecondFactor } from './second-factor.service.ts';

@Module({
  imports: [
    AccountModule,
    AddressChangeModule,
    ChallengeModule,
    PasskeyProofModule,
    SecretsModule,
    SignInLogModule,
    SignInSessionModule,
    ThrottleModule,
  ],
  controllers: [SecondFactorController],
  providers: [Admission, Enrolment, Entrance, SecondFactor],
  exports: [Entrance, Enrolment, SecondFactor],
})
export class SecondFactorModule {}
