import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { SignInLogModule } from '../sign-in-log/sign-in-log.module.ts';
import { ThrottleModule } from '../throttle/throttle.module.ts';
import { ChallengeService } from './challenge.service.ts';
import { CodePost } from './code-post.service.ts';

@Module({
  imports: [SecretsModule, SignInLogModule, ThrottleModule],
  providers: [ChallengeService, CodePost],
  exports: [ChallengeService],
})
export class ChallengeModule {}
