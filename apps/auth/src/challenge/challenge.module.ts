import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { ThrottleModule } from '../throttle/throttle.module.ts';
import { ChallengeService } from './challenge.service.ts';

@Module({
  imports: [SecretsModule, ThrottleModule],
  providers: [ChallengeService],
  exports: [ChallengeService],
})
export class ChallengeModule {}
