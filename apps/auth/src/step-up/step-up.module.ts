import { Module } from '@nestjs/common';
import { ChallengeModule } from '../challenge/challenge.module.ts';
import { PasswordModule } from '../password/password.module.ts';
import { SignInSessionModule } from '../sign-in-session/sign-in-session.module.ts';
import { StepUpController } from './step-up.controller.ts';
import { StepUpService } from './step-up.service.ts';

@Module({
  imports: [ChallengeModule, PasswordModule, SignInSessionModule],
  controllers: [StepUpController],
  providers: [StepUpService],
})
export class StepUpModule {}
