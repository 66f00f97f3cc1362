import { Module } from '@nestjs/common';
import { ChallengeModule } from '../challenge/challenge.module.ts';
import { PasswordModule } from '../password/password.module.ts';
import { AccountController } from './account.controller.ts';
import { AccountQueries } from './account.queries.ts';
import { AccountService } from './account.service.ts';

@Module({
  imports: [ChallengeModule, PasswordModule],
  controllers: [AccountController],
  providers: [AccountService, AccountQueries],
  exports: [AccountQueries],
})
export class AccountModule {}
