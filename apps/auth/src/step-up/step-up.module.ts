import { Module } from '@nestjs/common';
import { ChallengeModule } from '../challenge/challenge.module.ts';
import { PasskeyProofModule } from '../passkey/passkey-proof.module.ts';
import { PasswordModule } from '../password/password.module.ts';
import { SecondFactorModule } from '../second-factor/second-factor.module.ts';
import { SignInSessionModule } from '../sign-in-session/sign-in-session.module.ts';
import { FirstFactor } from './first-factor.service.ts';
import { StepUpController } from './step-up.controller.ts';
import { StepUpService } from './step-up.service.ts';

@Module({
  imports: [
    ChallengeModule,
    PasskeyProofModule,
    PasswordModule,
    SecondFactorModule,
    SignInSessionModule,
  ],
  controllers: [StepUpController],
  providers: [FirstFactor, StepUpService],
})
export class StepUpModule {}
