import { Module } from '@nestjs/common';
import { SecretsModule } from '../secrets/secrets.module.ts';
import { ChallengeService } from './challenge.service.ts';

@Module({ imports: [SecretsModule], providers: [ChallengeService], exports: [ChallengeService] })
export class ChallengeModule {}
